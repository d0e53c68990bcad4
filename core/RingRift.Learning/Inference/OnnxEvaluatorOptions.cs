using System.ComponentModel.DataAnnotations;

namespace RingRift.Learning.Inference;

/// <summary>How a model is run.</summary>
public sealed record OnnxEvaluatorOptions : IValidatableObject
{
    /// <summary>Where to compute. Default: the processor.</summary>
    [EnumDataType(typeof(EvaluatorProvider))]
    public EvaluatorProvider Provider { get; init; } = EvaluatorProvider.Cpu;

    /// <summary>How far the network may be rewritten. Default: all the way; a worker lowers it where that computes wrongly.</summary>
    [EnumDataType(typeof(OnnxOptimization))]
    public OnnxOptimization Optimization { get; init; } = OnnxOptimization.All;

    /// <summary>CUDA device number. Default 0.</summary>
    [Range(0, 1023)]
    public int CudaDevice { get; init; }

    /// <summary>Whether TensorRT may compute with half precision. Default false.</summary>
    public bool Fp16 { get; init; }

    /// <summary>
    /// Folder where TensorRT keeps its engines from one process to the next; made where it is missing. Default: none, engines are built
    /// every time.
    /// </summary>
    public string? EngineCache { get; init; }

    /// <summary>The most positions per call, 1 to 4096. Default 64: larger batches gain nothing on a processor.</summary>
    [Range(1, 4096)]
    public int MaxBatch { get; init; } = 64;

    /// <summary>Threads per call. Default 1: a worker runs one session per core, which beats one session on many cores.</summary>
    [Range(1, 256)]
    public int Threads { get; init; } = 1;

    /// <summary>Identity of the model. Default: SHA-256 of its bytes.</summary>
    public string? ModelId { get; init; }

    /// <summary>
    /// Told once when <see cref="EvaluatorProvider.Auto"/> finds no device in a build for CUDA, and uses the processor; and of old engines
    /// that could not be deleted.
    /// </summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Throws where a value is out of range.</summary>
    /// <exception cref="ValidationException">Names the option and its rule.</exception>
    public void Validate() => Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => TensorRTRules.Check(Provider, Fp16, EngineCache);
}

/// <summary>How far ONNX Runtime may rewrite a network before it runs it.</summary>
public enum OnnxOptimization
{
    /// <summary>All rewriting, the memory layout of the processor's own convolutions included.</summary>
    All,

    /// <summary>Only what keeps the operations as they are: constants folded, what does nothing left out.</summary>
    Basic,

    /// <summary>None: the network runs as it was written.</summary>
    None,
}

/// <summary>Which settings need TensorRT: one that would do nothing is refused instead of ignored.</summary>
public static class TensorRTRules
{
    /// <summary>Checks the settings together.</summary>
    /// <param name="provider">Where to compute.</param>
    /// <param name="fp16">Whether half precision is asked for.</param>
    /// <param name="engineCache">Folder of engines; null or empty for none.</param>
    public static IEnumerable<ValidationResult> Check(EvaluatorProvider provider, bool fp16, string? engineCache)
    {
        if (fp16 && provider != EvaluatorProvider.TensorRT)
        {
            yield return new ValidationResult($"Fp16 is true but Provider is {provider}; half precision needs TensorRT.", ["Fp16"]);
        }

        if (!string.IsNullOrEmpty(engineCache) && provider != EvaluatorProvider.TensorRT)
        {
            yield return new ValidationResult(
                $"EngineCache is '{engineCache}' but Provider is {provider}; only TensorRT has engines.", ["EngineCache"]);
        }
    }
}
