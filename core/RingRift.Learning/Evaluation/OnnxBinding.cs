using Microsoft.ML.OnnxRuntime;
using RingRift.Learning.Networks;

namespace RingRift.Learning.Evaluation;

/// <summary>The first rows of a batch bound to the inputs and outputs of a session. The buffers stay pinned until it is disposed.</summary>
internal sealed class OnnxBinding : IDisposable
{
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _planes;
    private readonly OrtValue _policy;
    private readonly OrtValue _values;
    private readonly bool _onDevice;

    public OnnxBinding(InferenceSession session, NetworkSpec spec, EvaluationBatch batch, int rows, bool onDevice)
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
