using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Game;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.Status;
using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>
/// Finds the fastest rung of ONNX Runtime that computes rightly, and tests the rung of LibTorch that this process stands on: LibTorch
/// cannot be loaded twice, so the next one takes another process.
/// </summary>
public sealed partial class WorkerSelfTest(
    TrainingStepCheck trainingStep, InferenceCheck inference, WorkerRungs rungs, IOptions<SelfTestOptions> options,
    IOptions<TrainingOptions> training,
    IOptions<SelfPlayJobOptions> selfPlay, TimeProvider time, ILogger<WorkerSelfTest> logger)
{
    private readonly SelfTestOptions _options = options.Value;

    /// <summary>The network that is tested at the start, when no job has told which one it will be.</summary>
    public NetworkSpec FirstNetwork => NetworkSpec.For(GameConfig.Parse("hex8_2p"), training.Value.Blocks, training.Value.Channels);

    /// <summary>Tests both runtimes on a network that is to be trained and to be played with.</summary>
    /// <param name="spec">Its shape.</param>
    /// <param name="stopping">Stops between two rungs; what comes back then is not complete.</param>
    public SelfTestReport Run(NetworkSpec spec, CancellationToken stopping) => Run(spec, isTrained: true, stopping);

    /// <summary>Tests ONNX Runtime on a network that is only to be played with.</summary>
    /// <param name="spec">Its shape.</param>
    /// <param name="stopping">Stops between two rungs; what comes back then is not complete.</param>
    public SelfTestReport RunInference(NetworkSpec spec, CancellationToken stopping) => Run(spec, isTrained: false, stopping);

    private SelfTestReport Run(NetworkSpec spec, bool isTrained, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        var network = new SelfTestNetwork(spec, _options.Positions, training.Value.BatchSize);
        var onnx = Descend(network, stopping);
        var torch = isTrained && !stopping.IsCancellationRequested ? Stand(network, isTimed: spec == FirstNetwork) : ([], null);
        var report = new SelfTestReport
        {
            Processor = Processor.Description,
            OnnxRungs = onnx,
            TorchRungs = torch.Results,
            StartAgain = onnx.Any(rung => rung.Passed) ? torch.Next : null,
            Seconds = time.GetElapsedTime(started).TotalSeconds,
        };
        LogEnded(
            spec.Config, spec.Blocks, spec.Channels, report.OnnxRung ?? "none", report.TorchRung ?? "none",
            report.TrainerRowsPerSecond ?? 0, report.Seconds);
        return report;
    }

    private List<RungResult> Descend(SelfTestNetwork network, CancellationToken stopping)
    {
        var tried = new List<RungResult>();
        foreach (var rung in OnnxRungs().TakeWhile(_ => !stopping.IsCancellationRequested && tried.TrueForAll(result => !result.Passed)))
        {
            tried.Add(Judged(rung.Name, "ONNX Runtime", () => inference.Run(network, rung)).Result);
            if (tried[^1].Passed)
            {
                rungs.Found(rung);
            }
        }

        return tried;
    }

    private IEnumerable<OnnxRung> OnnxRungs()
    {
        var all = OnnxRung.From(selfPlay.Value).SkipWhile(rung => rungs.Onnx is { } found && rung != found).ToList();
        var allowed = _options.RequireGpu ? all.Where(rung => rung.Provider != EvaluatorProvider.Cpu).DefaultIfEmpty(all[0]) : all;
        return allowed;
    }

    private (IReadOnlyList<RungResult> Results, RungStand? Next) Stand(SelfTestNetwork network, bool isTimed)
    {
        var stand = rungs.Torch;
        var (result, isHopeless) = Judged(stand.Rung.Name, "LibTorch", () => trainingStep.Run(network, stand.Rung, isTimed));
        IReadOnlyList<RungResult> results = [.. stand.Failed, result];
        if (result.Passed)
        {
            rungs.Passed(stand.Rung, results);
            return (results, null);
        }

        // The rungs differ on a processor only: a machine that must have its GPU, or has no LibTorch, finds the same on each.
        return (results, isHopeless || _options.RequireGpu ? null : stand.After(result));
    }

    private (RungResult Result, bool IsHopeless) Judged(string rung, string runtime, Func<RungResult> check)
    {
        var (result, isHopeless) = (new RungResult(rung, Passed: false, []), false);
        try
        {
            result = check();
        }
        catch (Exception e)
        {
            LogThrew(e, runtime, rung);
            (result, isHopeless) = (result with { Failures = [e.Message] }, e is TorchLoadException);
        }

        if (_options.IsToFail(rung))
        {
            result = result with { Passed = false, Failures = [.. result.Failures, "SelfTest:FailRungs names it"] };
        }

        foreach (var failure in result.Failures)
        {
            LogFailed(runtime, rung, failure);
        }

        return (result, isHopeless);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "self-test with {Config} {Blocks}x{Channels}: ONNX Runtime on rung {OnnxRung}, LibTorch on rung {TorchRung}, "
            + "{RowsPerSecond:F0} rows/s of training; {Seconds:F1} s")]
    private partial void LogEnded(
        string config, int blocks, int channels, string onnxRung, string torchRung, double rowsPerSecond, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "self-test, {Runtime} on rung {Rung}: {Failure}")]
    private partial void LogFailed(string runtime, string rung, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "self-test, {Runtime} on rung {Rung}: it could not be made")]
    private partial void LogThrew(Exception error, string runtime, string rung);
}
