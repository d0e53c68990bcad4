namespace RingRift.Learning.Evaluation;

/// <summary>What a search asks about its leaves. Implementations may look at encoded planes (networks) or play on (rollouts).</summary>
public interface ILeafEvaluator : IDisposable
{
    /// <summary>Identity of the model, for records of what it played.</summary>
    string ModelId { get; }

    /// <summary>Fills priors and values of every leaf.</summary>
    /// <param name="leaves">Leaves of different searches; any number.</param>
    void Evaluate(ReadOnlySpan<Leaf> leaves);
}
