using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Status;
using RingRift.GpuWorker.Torch;

namespace RingRift.GpuWorker.Rungs;

/// <summary>The rungs this worker stands on: found by the self-test, used by jobs, told to people. Written and read between jobs.</summary>
public sealed partial class WorkerRungs(
    RungMemory memory, WorkerArguments arguments, WorkerStatus status, IOptions<SelfPlayJobOptions> selfPlay, ILogger<WorkerRungs> logger)
{
    private RungStand? _torch;
    private bool _hasPassed;
    private IReadOnlyDictionary<string, double> _speeds = new Dictionary<string, double>();

    /// <summary>The rung of LibTorch: handed on by this process before it started itself again, or remembered, or the first.</summary>
    public RungStand Torch => _torch ??= HandedOn() ?? Remembered() ?? new RungStand(TorchRung.First, []);

    /// <summary>The rung of ONNX Runtime; null until the self-test found one.</summary>
    public OnnxRung? Onnx { get; private set; }

    /// <summary>The settings of self-play on the rung of ONNX Runtime.</summary>
    public SelfPlayJobOptions SelfPlay => Onnx?.Apply(selfPlay.Value) ?? selfPlay.Value;

    /// <summary>ONNX Runtime computes rightly on a rung.</summary>
    public void Found(OnnxRung rung)
    {
        Onnx = rung;
        Tell();
    }

    /// <summary>LibTorch computes rightly on the rung this process stands on.</summary>
    /// <param name="rung">The rung.</param>
    /// <param name="tried">All that were tried, in order.</param>
    public void Passed(TorchRung rung, IReadOnlyList<RungResult> tried)
    {
        ArgumentNullException.ThrowIfNull(tried);
        memory.Remember(rung, tried);
        _hasPassed = true;
        var measured = tried.Where(result => result.RowsPerSecond > 0).Select(
            result => KeyValuePair.Create(result.Name, result.RowsPerSecond!.Value));
        _speeds = _speeds.Concat(measured).GroupBy(speed => speed.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        Tell();
    }

    /// <summary>What the rungs are and cost, in words; null on the first ones.</summary>
    internal string? Describe()
    {
        var parts = new List<string>();
        if (_hasPassed && Torch.Rung != TorchRung.First)
        {
            parts.Add($"LibTorch on rung {Torch.Rung.Name}{Cost(Torch.Rung)}");
        }

        if (Onnx is { } onnx && onnx != OnnxRung.From(selfPlay.Value)[0])
        {
            parts.Add($"ONNX Runtime on rung {onnx.Name}");
        }

        return parts.Count > 0 ? $"{string.Join(", ", parts)}; what is above failed the self-test here" : null;
    }

    private string Cost(TorchRung rung) =>
        (_speeds.TryGetValue(rung.Name, out var now), _speeds.TryGetValue(TorchRung.First.Name, out var first)) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $" ({now:F0} rows/s, {first:F0} on rung {TorchRung.First.Name})"),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $" ({now:F0} rows/s)"),
            _ => string.Empty,
        };

    private static RungStand? HandedOn() => RungStand.Parse(Environment.GetEnvironmentVariable(RungStand.Variable));

    private RungStand? Remembered()
    {
        // Who asks for the self-test wants to know all rungs; what it finds replaces what was remembered.
        if (arguments.SelfTest || memory.Recall() is not { } remembered)
        {
            return null;
        }

        _speeds = remembered.RowsPerSecond;
        LogRemembered(remembered.Rung);
        return new RungStand(TorchRung.Find(remembered.Rung)!, []);
    }

    private void Tell()
    {
        if (Describe() is { } text && text != status.Current.Rungs)
        {
            LogRungs(text);
            status.StandsOn(text);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "LibTorch begins on rung {Rung}, which passed before on this processor")]
    private partial void LogRemembered(string rung);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Rungs}")]
    private partial void LogRungs(string rungs);
}
