using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Drain;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.Status;
using RingRift.Learning.Networks;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>
/// Lets jobs compute only with networks whose shape was tested in this process: one at the start, each other one before its first job.
/// Where a test fails, the worker ends, to start itself again on a safer rung or to give up.
/// </summary>
public sealed partial class SelfTestGate(
    WorkerSelfTest selfTest, WorkerStatus status, WorkerDrain drain, IOptions<SelfTestOptions> options, ILogger<SelfTestGate> logger)
{
    private readonly HashSet<NetworkSpec> _trained = [];
    private readonly HashSet<NetworkSpec> _played = [];

    /// <summary>Tests at the start. False when the worker must not take jobs, or is to stop.</summary>
    /// <param name="stopping">Fires when the worker is to stop.</param>
    public async Task<bool> OpenAsync(CancellationToken stopping)
    {
        if (!options.Value.Enabled)
        {
            LogSkipped();
            status.SelfTested([]);
            return true;
        }

        var spec = selfTest.FirstNetwork;
        var report = await Task.Run(() => selfTest.Run(spec, stopping), CancellationToken.None);
        if (stopping.IsCancellationRequested)
        {
            return false;
        }

        if (!report.Passed)
        {
            return Close(report);
        }

        _trained.Add(spec);
        _played.Add(spec);
        status.SelfTested([]);
        return true;
    }

    /// <summary>Lets a job through that trains a network.</summary>
    /// <param name="spec">Its shape.</param>
    /// <param name="cancellationToken">The job's. Fires when the worker is to stop, which it is where the test fails: the job is then given
    /// back.</param>
    public Task RequireTrainingAsync(NetworkSpec spec, CancellationToken cancellationToken) =>
        RequireAsync(_trained, spec, () => selfTest.Run(spec, cancellationToken), cancellationToken);

    /// <summary>Lets a job through that plays with a network.</summary>
    /// <param name="spec">Its shape.</param>
    /// <param name="cancellationToken">As above.</param>
    public Task RequireInferenceAsync(NetworkSpec spec, CancellationToken cancellationToken) =>
        RequireAsync(_played, spec, () => selfTest.RunInference(spec, cancellationToken), cancellationToken);

    private async Task RequireAsync(
        HashSet<NetworkSpec> tested, NetworkSpec spec, Func<SelfTestReport> test, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled || tested.Contains(spec))
        {
            return;
        }

        var report = await Task.Run(test, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (!report.Passed)
        {
            Close(report);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        tested.Add(spec);
    }

    private bool Close(SelfTestReport report)
    {
        if (report.StartAgain is { } stand)
        {
            status.StartAgainOn(stand);
            drain.Begin(
                $"LibTorch fails the self-test on rung {report.TorchRungs[^1].Name}; the worker starts itself again on rung {stand.Rung.Name}");
        }
        else
        {
            status.SelfTested(report.Failures);
            drain.Begin($"its self-test failed below the last rung: {string.Join("; ", report.Failures)}");
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the self-test is switched off")]
    private partial void LogSkipped();
}
