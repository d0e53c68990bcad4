using RingRift.Learning.Inference;

namespace RingRift.GpuWorker.Inference;

/// <summary>One way to let ONNX Runtime compute. Where one computes wrongly or not at all, the next is safer and slower.</summary>
/// <param name="Name">Name in settings, logs and reports.</param>
/// <param name="Provider">Where it computes.</param>
/// <param name="Optimization">How far it may rewrite a network.</param>
public sealed record OnnxRung(string Name, EvaluatorProvider Provider, OnnxOptimization Optimization)
{
    /// <summary>All rungs, the fastest first.</summary>
    public static IReadOnlyList<OnnxRung> All { get; } =
    [
        new("tensorrt", EvaluatorProvider.TensorRT, OnnxOptimization.All),
        new("cuda", EvaluatorProvider.Cuda, OnnxOptimization.All),
        new("cpu-all", EvaluatorProvider.Cpu, OnnxOptimization.All),
        new("cpu-basic", EvaluatorProvider.Cpu, OnnxOptimization.Basic),
        new("cpu-none", EvaluatorProvider.Cpu, OnnxOptimization.None),
    ];

    /// <summary>The rungs from the one that the settings ask for down to the last.</summary>
    /// <param name="options">How the worker plays.</param>
    public static IReadOnlyList<OnnxRung> From(SelfPlayJobOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var provider = OnnxProviders.Resolve(options.Provider);
        return
        [
            .. All.SkipWhile(rung => rung.Provider != provider)
                .SkipWhile(rung => rung.Provider == EvaluatorProvider.Cpu && rung.Optimization < options.Optimization),
        ];
    }

    /// <summary>The settings for this rung. What the settings ask for already stays as it is, Auto included.</summary>
    /// <param name="options">How the worker plays.</param>
    public SelfPlayJobOptions Apply(SelfPlayJobOptions options) => this == From(options)[0]
        ? options
        : options with { Provider = Provider, Optimization = Optimization, Fp16 = false, EngineCache = null };
}
