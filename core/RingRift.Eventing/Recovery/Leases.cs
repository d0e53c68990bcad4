namespace RingRift.Eventing.Recovery;

/// <summary>How long work that nobody finished keeps others away. A lease has to outlive the work, and is the time that a crash costs.</summary>
public static class Leases
{
    /// <summary>Longest lease of a job that a worker may be told to take: a stored one that ends later was set by a clock that was ahead.</summary>
    public static readonly TimeSpan LongestJob = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a claim of a content that was never completed stays known after its lease: as long as a queue may deliver the event again, so
    /// that its number keeps rising.
    /// </summary>
    public static readonly TimeSpan KeptAfterClaim = TimeSpan.FromDays(7);
}
