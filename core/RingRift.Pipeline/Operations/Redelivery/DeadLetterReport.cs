namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>What an operation did, letter by letter.</summary>
/// <param name="IsDryRun">Whether nothing was changed.</param>
/// <param name="Changes">The letters, newest first or as they were named.</param>
public sealed record DeadLetterReport(bool IsDryRun, IReadOnlyList<DeadLetterChange> Changes)
{
    /// <summary>Letters with an outcome.</summary>
    public int Count(DeadLetterChangeOutcome outcome) => Changes.Count(change => change.Outcome == outcome);
}
