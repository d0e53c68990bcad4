using Microsoft.ML.OnnxRuntime;
using RingRift.Learning.Networks;

namespace RingRift.Learning.Evaluation;

/// <summary>The tensors of one batch size, laid over buffers that all sizes share.</summary>
internal sealed class OnnxBatch : IDisposable
{
    public OnnxBatch(NetworkSpec spec, int count, float[] planes, float[] policy, float[] values)
    {
        Inputs = [Tensor(planes, count, spec.Planes, spec.Height, spec.Width)];
        Outputs = [Tensor(policy, count, spec.Actions), Tensor(values, count, spec.Players)];
    }

    public OrtValue[] Inputs { get; }

    public OrtValue[] Outputs { get; }

    public void Dispose()
    {
        foreach (var value in Inputs.Concat(Outputs))
        {
            value.Dispose();
        }
    }

    private static OrtValue Tensor(float[] buffer, params long[] shape)
    {
        var length = (int)shape.Aggregate(1L, (product, size) => product * size);
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, length), shape);
    }
}
