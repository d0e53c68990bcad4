namespace RingRift.FunctionsRuntime.Queues;

/// <summary>How long to wait before looking at an empty queue again: twice as long each time, from 100 ms to a bound.</summary>
internal sealed class IdleBackoff(TimeSpan longest)
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private TimeSpan _next = Shortest;

    public TimeSpan Next()
    {
        var wait = _next < longest ? _next : longest;
        _next = wait * 2;
        return wait;
    }

    public void Reset() => _next = Shortest;
}
