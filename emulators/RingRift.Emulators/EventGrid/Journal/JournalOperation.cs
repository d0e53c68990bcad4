namespace RingRift.Emulators.EventGrid.Journal;

/// <summary>What a line of the journal records.</summary>
internal enum JournalOperation
{
    /// <summary>Never written; a line without an operation is damaged.</summary>
    None,

    /// <summary>An event was accepted.</summary>
    Accepted,

    /// <summary>A subscription's attempt failed.</summary>
    Attempted,

    /// <summary>A subscription is done with an event.</summary>
    Done,
}
