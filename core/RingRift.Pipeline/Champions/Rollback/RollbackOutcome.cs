namespace RingRift.Pipeline.Champions.Rollback;

/// <summary>How moving the champion pointer back ended.</summary>
public abstract record RollbackOutcome
{
    private RollbackOutcome()
    {
    }

    /// <summary>The pointer shows the earlier champion.</summary>
    /// <param name="Line">Champions so far, the rollback included.</param>
    /// <param name="Moved">Whether this call moved it; false where it was so before.</param>
    public sealed record Restored(ChampionLine Line, bool Moved) : RollbackOutcome;

    /// <summary>It does not apply.</summary>
    /// <param name="Reason">Why, with the values.</param>
    public sealed record Refused(string Reason) : RollbackOutcome;

    /// <summary>No champion to return to can be read.</summary>
    /// <param name="Reason">Which, and what is wrong with each.</param>
    public sealed record Unreadable(string Reason) : RollbackOutcome;
}
