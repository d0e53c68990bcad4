using System.Text.Json.Serialization;
using RingRift.GpuWorker.Status;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>What the self-test found: the JSON of <c>--self-test</c>, see docs/worker.md.</summary>
public sealed record SelfTestReport
{
    /// <summary>The processor.</summary>
    public required string Processor { get; init; }

    /// <summary>The rung of LibTorch that passed; null for none.</summary>
    public string? TorchRung => Passing(TorchRungs);

    /// <summary>The rungs of LibTorch that were tried, by this process and by those it followed on.</summary>
    public IReadOnlyList<RungResult> TorchRungs { get; init; } = [];

    /// <summary>The rung of ONNX Runtime that passed; null for none.</summary>
    public string? OnnxRung => Passing(OnnxRungs);

    /// <summary>The rungs of ONNX Runtime that were tried.</summary>
    public IReadOnlyList<RungResult> OnnxRungs { get; init; } = [];

    /// <summary>Rows a second of training on the rung that passed; null for none.</summary>
    public double? TrainerRowsPerSecond => TorchRungs.FirstOrDefault(rung => rung.Passed)?.RowsPerSecond;

    /// <summary>How long it took this process.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether jobs may be done here.</summary>
    public bool Passed => Failures.Count == 0 && StartAgain is null;

    /// <summary>Where this process has to start itself again; null where it need not or it is of no use.</summary>
    [JsonIgnore]
    public RungStand? StartAgain { get; init; }

    /// <summary>What is wrong below the last rung; empty when nothing is.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Failures =>
        StartAgain is null ? [.. Lost("LibTorch", TorchRungs), .. Lost("ONNX Runtime", OnnxRungs)] : [];

    private static string? Passing(IReadOnlyList<RungResult> rungs) => rungs.FirstOrDefault(rung => rung.Passed)?.Name;

    private static IEnumerable<string> Lost(string runtime, IReadOnlyList<RungResult> rungs) => rungs.Any(rung => rung.Passed)
        ? []
        : rungs.Select(rung => $"{runtime} on rung {rung.Name}: {string.Join(", ", rung.Failures)}");
}
