using RingRift.Game;
using RingRift.Learning.Encoding;

namespace RingRift.Learning.Inference;

/// <summary>Knows nothing: equal logits and equal shares. With search on top it is a baseline, and tests need no model.</summary>
/// <param name="config">The configuration it plays.</param>
/// <param name="maxBatch">The most positions one call takes.</param>
public sealed class UniformEvaluator(GameConfig config, int maxBatch = 64) : IEvaluator
{
    private readonly int _actions = ActionSpace.For(config).Count;

    /// <inheritdoc/>
    public GameConfig Config => config;

    /// <inheritdoc/>
    public string ModelId => "uniform";

    /// <inheritdoc/>
    public int MaxBatch => maxBatch;

    /// <inheritdoc/>
    public void Evaluate(int count, ReadOnlySpan<float> planes, Span<float> policyLogits, Span<float> seatValues)
    {
        policyLogits[..(count * _actions)].Clear();
        seatValues[..(count * config.Players)].Fill(1f / config.Players);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
