using System.ComponentModel.DataAnnotations;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>What a worker checks before it takes jobs (configuration section <c>SelfTest</c>).</summary>
public sealed record SelfTestOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "SelfTest";

    /// <summary>Whether anything is checked. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// Whether ONNX Runtime and LibTorch must have a GPU. Default false; true in the container, where a machine that is paid for its GPU must not play on
    /// its processor unnoticed.
    /// </summary>
    public bool RequireGpu { get; init; }

    /// <summary>Random positions that are evaluated. Default 16.</summary>
    [Range(2, 4096)]
    public int Positions { get; init; } = 16;

    /// <summary>Largest difference of a policy logit or seat value between two ways to compute it on a processor. Default 0.0001, as after training (ADR 0006).</summary>
    [Range(0.0, 1.0)]
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>The same between processor and GPU, which multiplies with fewer bits (TF32 has 10, half precision as many). Default 0.02.</summary>
    [Range(0.0, 1.0)]
    public double GpuTolerance { get; init; } = 0.02;
}
