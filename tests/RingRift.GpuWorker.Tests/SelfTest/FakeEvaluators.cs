using RingRift.Game;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.SelfTest;
using RingRift.Learning.Inference;

namespace RingRift.GpuWorker.Tests.SelfTest;

/// <summary>Networks of ONNX Runtime whose answers a test changes, rung by rung.</summary>
/// <param name="change">Changes the policy logits and seat values of a call, given the rung and its rows.</param>
internal sealed class FakeEvaluators(Action<OnnxRung, float[], float[]> change) : IEvaluatorSource
{
    /// <summary>Where it says that it computes; null for where it was asked to.</summary>
    public EvaluatorProvider? Given { get; init; }

    public OpenedEvaluator Open(byte[] model, OnnxRung rung, int maxBatch)
    {
        var real = new OnnxEvaluator(model, new OnnxEvaluatorOptions { MaxBatch = maxBatch, Optimization = rung.Optimization });
        return new OpenedEvaluator(new Changed(real, (policy, values) => change(rung, policy, values)), Given ?? rung.Provider);
    }

    private sealed class Changed(OnnxEvaluator real, Action<float[], float[]> change) : IEvaluator
    {
        public GameConfig Config => real.Config;

        public string ModelId => real.ModelId;

        public int MaxBatch => real.MaxBatch;

        public void Evaluate(int count, ReadOnlySpan<float> planes, Span<float> policyLogits, Span<float> seatValues)
        {
            var (policy, values) = (new float[policyLogits.Length], new float[seatValues.Length]);
            real.Evaluate(count, planes, policy, values);
            change(policy, values);
            policy.CopyTo(policyLogits);
            values.CopyTo(seatValues);
        }

        public void Dispose() => real.Dispose();
    }
}
