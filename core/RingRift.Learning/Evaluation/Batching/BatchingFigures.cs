namespace RingRift.Learning.Evaluation.Batching;

/// <summary>What a shared network has done so far.</summary>
/// <param name="Batches">Calls of the network.</param>
/// <param name="Positions">Positions evaluated.</param>
/// <param name="FullBatches">Calls with as many positions as fit.</param>
public readonly record struct BatchingFigures(long Batches, long Positions, long FullBatches)
{
    /// <summary>Mean number of positions per call; 0 before the first.</summary>
    public double MeanBatch => Batches == 0 ? 0 : (double)Positions / Batches;

    /// <summary>These figures and one batch more.</summary>
    internal BatchingFigures With(int positions, int capacity) => new(Batches + 1, Positions + positions, FullBatches + (positions == capacity ? 1 : 0));
}
