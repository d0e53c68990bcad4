namespace RingRift.Learning.Evaluation;

/// <summary>How a model is run.</summary>
public sealed record OnnxEvaluatorOptions
{
    /// <summary>Where to compute. Default: the processor.</summary>
    public EvaluatorProvider Provider { get; init; } = EvaluatorProvider.Cpu;

    /// <summary>CUDA device number. Default 0.</summary>
    public int CudaDevice { get; init; }

    /// <summary>The most positions per call, 1 to 4096. Default 64: larger batches gain nothing on a processor.</summary>
    public int MaxBatch { get; init; } = 64;

    /// <summary>Threads per call. Default 1: a worker runs one session per core, which beats one session on many cores.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Identity of the model. Default: SHA-256 of its bytes.</summary>
    public string? ModelId { get; init; }

    /// <summary>Told once when CUDA was asked for and the processor is used instead.</summary>
    public Action<string>? Warn { get; init; }
}
