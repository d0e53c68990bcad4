using System.ComponentModel.DataAnnotations;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Torch;

namespace RingRift.GpuWorker.Rungs;

/// <summary>What a worker checks before it takes jobs (configuration section <c>SelfTest</c>).</summary>
public sealed record SelfTestOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "SelfTest";

    /// <summary>Whether anything is checked. Default true; otherwise the first rungs are used unseen.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// Whether ONNX Runtime and LibTorch must have a GPU. Default false; true in the container, where a machine that is paid for its GPU
    /// must not play on its processor unnoticed.
    /// </summary>
    public bool RequireGpu { get; init; }

    /// <summary>Different random positions that are evaluated; fewer where the network is large. Default 8.</summary>
    [Range(2, 4096)]
    public int Positions { get; init; } = 8;

    /// <summary>
    /// Largest difference of an answer to plain arithmetic on a processor. Default 0.0001, as after training (ADR 0006). Gradients have ten
    /// times as much.
    /// </summary>
    [Range(0.0, 1.0)]
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>The same on a GPU, which multiplies with fewer bits (TF32 has 10, half precision as many). Default 0.02.</summary>
    [Range(0.0, 1.0)]
    public double GpuTolerance { get; init; } = 0.02;

    /// <summary>
    /// Rungs that are to fail, for trying the others: names with commas between. Default none. Nothing is then remembered.
    /// </summary>
    public string FailRungs { get; init; } = string.Empty;

    /// <summary>Whether the rung that passed is remembered for this processor. Default true.</summary>
    public bool Remember { get; init; } = true;

    /// <summary>Folder where it is remembered. Default: one of the user's own, that nobody else may write to.</summary>
    public string Folder { get; init; } = string.Empty;

    private static IEnumerable<string> Known => TorchRung.All.Select(rung => rung.Name).Concat(OnnxRung.All.Select(rung => rung.Name));

    private string[] Failing => FailRungs.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a rung is to fail.</summary>
    /// <param name="rung">Its name.</param>
    public bool IsToFail(string rung) => Failing.Contains(rung, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Failing
        .Except(Known, StringComparer.OrdinalIgnoreCase)
        .Select(
            unknown => new ValidationResult($"FailRungs names '{unknown}'; there are {string.Join(", ", Known)}.", [nameof(FailRungs)]));
}
