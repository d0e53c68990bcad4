using Microsoft.ML.OnnxRuntime;
using RingRift.Game;
using RingRift.Learning.Networks;

namespace RingRift.Learning.Evaluation;

/// <summary>
/// A batch whose buffers are bound to a session. Each number of rows that occurs has one binding, made when it first occurs and laid over the same buffers.
/// </summary>
internal sealed class OnnxBatch(InferenceSession session, NetworkSpec spec, int capacity, EvaluatorProvider provider)
    : EvaluationBatch(GameConfig.Parse(spec.Config), capacity)
{
    private readonly OnnxBinding?[] _bindings = new OnnxBinding?[capacity + 1];

    /// <summary>Evaluates the first rows, and on a device as many more as bring their number to one that is known there.</summary>
    public void Run(RunOptions options, int count)
    {
        var rows = BatchRows.For(provider, count, Capacity);
        var binding = _bindings[rows] ??= new OnnxBinding(session, spec, this, rows, provider != EvaluatorProvider.Cpu);
        binding.Run(session, options);
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var binding in _bindings)
        {
            binding?.Dispose();
        }

        base.Dispose(disposing);
    }
}
