namespace RingRift.Eventing.DeadLetters;

/// <summary>What another failure of the same event at the same consumer makes of its dead letter.</summary>
public static class DeadLetterMerge
{
    /// <summary>The letter after the failure; null when the failure is the one that is stored.</summary>
    /// <param name="stored">The letter that is there.</param>
    /// <param name="failure">The failure.</param>
    public static DeadLetter? After(DeadLetter stored, DeadLetter failure)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(failure);
        if (stored.Occurrence == failure.Occurrence)
        {
            return null;
        }

        // People said that they do not want it; a late repeat does not change that, a replay they asked for does.
        var staysDiscarded = stored.Status == DeadLetterStatus.Discarded && failure.ReplayId is null;
        return failure with
        {
            Attempts = stored.Attempts + failure.Attempts,
            FirstTime = stored.FirstTime < failure.FirstTime ? stored.FirstTime : failure.FirstTime,
            LastTime = stored.LastTime > failure.LastTime ? stored.LastTime : failure.LastTime,
            Status = staysDiscarded ? DeadLetterStatus.Discarded : DeadLetterStatus.Open,
            StatusNote = stored.StatusNote,
            StatusTime = stored.StatusTime,
        };
    }
}
