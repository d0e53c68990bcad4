namespace RingRift.Chaos.Faults;

/// <summary>A protection that a control run goes without, to see that its absence is found.</summary>
internal enum BrokenPromise
{
    /// <summary>All hold.</summary>
    None,

    /// <summary>Nobody remembers which events were handled.</summary>
    Inbox,

    /// <summary>Events are removed from the outbox before they are published.</summary>
    Outbox,
}
