using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Drain;
using RingRift.GpuWorker.SelfTest;
using RingRift.GpuWorker.Status;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Jobs;

/// <summary>
/// Takes jobs one after another, training first: everything else of an iteration waits for it. Takes none before the self-test has passed.
/// </summary>
public sealed partial class WorkerLoop(
    IJobQueue queue, IEnumerable<IJobKind> kinds, JobProcessor processor, SelfTestGate selfTest, WorkerStatus status, WorkerDrain drain,
    TimeProvider time,
    IOptions<WorkerOptions> options, WorkerArguments arguments, WorkerIdentity worker, ILogger<WorkerLoop> logger) : BackgroundService
{
    private readonly IReadOnlyList<IJobKind> _kinds =
    [
        .. kinds.Where(kind => options.Value.Takes(kind.Queue)).OrderBy(kind => kind.Priority)
    ];

    /// <summary>Takes and processes one job.</summary>
    /// <returns>How it ended; null when all queues are empty, or the worker stops.</returns>
    public async Task<JobResult?> ProcessNextAsync(CancellationToken stopping)
    {
        foreach (var kind in _kinds)
        {
            if (stopping.IsCancellationRequested)
            {
                return null;
            }

            // A request that is cut short may have taken a message all the same, which nobody would give back.
            var received = await queue.ReceiveAsync(kind.Queue, options.Value.Lease, CancellationToken.None);
            status.StorageAnswered();
            if (received is { } message)
            {
                status.JobTaken();
                return await processor.ProcessAsync(kind, message, stopping);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host starts its other services while this one runs.
        await Task.Yield();
        try
        {
            if (await selfTest.OpenAsync(stoppingToken))
            {
                await TakeJobsAsync(stoppingToken);
            }
        }
        finally
        {
            status.LoopEnded();
        }
    }

    private async Task TakeJobsAsync(CancellationToken stopping)
    {
        LogStarted(worker.Name);
        while (!stopping.IsCancellationRequested && !status.IsDraining)
        {
            status.Beat();
            if (await IsIdleAsync(stopping))
            {
                status.QueuesEmpty();
                EndWhenIdleForLong();
                await PauseAsync(stopping);
            }
        }
    }

    private void EndWhenIdleForLong()
    {
        if (arguments.Once)
        {
            drain.Begin("the queues are empty");
        }
        else if (options.Value.LongestIdle is { } longest && status.Now - status.Current.IdleSince >= longest)
        {
            drain.Begin($"there was no job for {options.Value.IdleMinutes} minutes");
        }
    }

    /// <summary>Processes one job; true when there was none.</summary>
    private async Task<bool> IsIdleAsync(CancellationToken stopping)
    {
        try
        {
            return await ProcessNextAsync(stopping) is null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            // The message comes back by itself; a fault of the storage must not end the worker.
            status.StorageFailed(e.Message);
            LogFault(e);
            await PauseAsync(stopping);
            return false;
        }
    }

    private async Task PauseAsync(CancellationToken stopping) =>
        await Task.Delay(
            TimeSpan.FromSeconds(options.Value.PollSeconds), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(Level = LogLevel.Information, Message = "worker {Worker} waits for jobs")]
    private partial void LogStarted(string worker);

    [LoggerMessage(Level = LogLevel.Error, Message = "a job could not be taken or committed; trying again")]
    private partial void LogFault(Exception error);
}
