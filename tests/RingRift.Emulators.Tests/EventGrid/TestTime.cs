namespace RingRift.Emulators.Tests.EventGrid;

/// <summary>How long a test waits for something that must happen before it calls it missing.</summary>
public static class TestTime
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A token for one wait.</summary>
    public static CancellationToken Token => new CancellationTokenSource(Patience).Token;
}
