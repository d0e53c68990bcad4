namespace RingRift.Chaos.Faults;

/// <summary>A protection that a control run goes without, to see that its absence is found.</summary>
internal enum BrokenPromise
{
    /// <summary>All hold.</summary>
    None,

    /// <summary>Nobody remembers which events were handled.</summary>
    Inbox,

    /// <summary>What a commit has to say is not kept with it.</summary>
    Outbox,
}
