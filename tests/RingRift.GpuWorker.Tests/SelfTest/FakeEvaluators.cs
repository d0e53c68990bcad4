using RingRift.Game;
using RingRift.GpuWorker.SelfTest;
using RingRift.Learning.Evaluation;

namespace RingRift.GpuWorker.Tests.SelfTest;

/// <summary>Networks of ONNX Runtime whose answers a test changes, on the provider that jobs want.</summary>
internal sealed class FakeEvaluators(Action<float[], float[]> change) : IEvaluatorSource
{
    public EvaluatorProvider Wanted { get; init; } = EvaluatorProvider.Cuda;

    /// <summary>Where it computes when asked for <see cref="Wanted"/>.</summary>
    public EvaluatorProvider Given { get; init; } = EvaluatorProvider.Cuda;

    public OpenedEvaluator Open(byte[] model, EvaluatorProvider provider, int maxBatch)
    {
        var real = new OnnxEvaluator(model, new OnnxEvaluatorOptions { MaxBatch = maxBatch });
        return provider == Wanted ? new OpenedEvaluator(new Changed(real, change), Given) : new OpenedEvaluator(real, EvaluatorProvider.Cpu);
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
