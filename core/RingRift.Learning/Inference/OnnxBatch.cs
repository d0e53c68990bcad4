using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using RingRift.Game;
using RingRift.Learning.Networks;

namespace RingRift.Learning.Inference;

/// <summary>
/// A batch whose buffers are bound to a session. Each number of rows that occurs has one binding, made when it first occurs and laid over
/// the same buffers.
/// </summary>
internal sealed class OnnxBatch(InferenceSession session, NetworkSpec spec, int capacity, EvaluatorProvider provider)
    : InferenceBatch(GameConfig.Parse(spec.Config), capacity)
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

/// <summary>The first rows of a batch bound to the inputs and outputs of a session. The buffers stay pinned until it is disposed.</summary>
internal sealed class OnnxBinding : IDisposable
{
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _planes;
    private readonly OrtValue _policy;
    private readonly OrtValue _values;
    private readonly bool _onDevice;

    public OnnxBinding(InferenceSession session, NetworkSpec spec, InferenceBatch batch, int rows, bool onDevice)
    {
        _onDevice = onDevice;
        _planes = Tensor(batch.Planes, rows, spec.Planes, spec.Height, spec.Width);
        _policy = Tensor(batch.PolicyLogits, rows, spec.Actions);
        _values = Tensor(batch.SeatValues, rows, spec.Players);
        _binding = session.CreateIoBinding();
        _binding.BindInput(OnnxNetworkWriter.PlanesInput, _planes);
        _binding.BindOutput(OnnxNetworkWriter.PolicyOutput, _policy);
        _binding.BindOutput(OnnxNetworkWriter.ValueOutput, _values);
    }

    public void Run(InferenceSession session, RunOptions options)
    {
        if (_onDevice)
        {
            // An input that lies elsewhere is copied to its device when it is bound, not when it is run.
            _binding.BindInput(OnnxNetworkWriter.PlanesInput, _planes);
        }

        session.RunWithBinding(options, _binding);
    }

    public void Dispose()
    {
        _binding.Dispose();
        _planes.Dispose();
        _policy.Dispose();
        _values.Dispose();
    }

    private static OrtValue Tensor(float[] buffer, params long[] shape)
    {
        var length = (int)shape.Aggregate(1L, (product, size) => product * size);
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, length), shape);
    }
}

/// <summary>How many rows are computed for a number of positions.</summary>
public static class BatchRows
{
    /// <summary>
    /// On the processor as many as there are positions. On a device the next power of two, because kernels are chosen anew for every new
    /// size, and a few rows more cost nothing there; what is in them is not looked at.
    /// </summary>
    /// <param name="provider">Where it is computed.</param>
    /// <param name="count">Positions, 1..<paramref name="capacity"/>.</param>
    /// <param name="capacity">Rows of the batch.</param>
    public static int For(EvaluatorProvider provider, int count, int capacity) =>
        provider == EvaluatorProvider.Cpu ? count : (int)Math.Min((uint)capacity, BitOperations.RoundUpToPowerOf2((uint)count));
}
