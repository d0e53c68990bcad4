namespace RingRift.FunctionsRuntime.Hosting;

/// <summary>Since when the host runs.</summary>
internal sealed class HostClock(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public TimeSpan Uptime => time.GetElapsedTime(_started);
}
