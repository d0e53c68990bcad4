using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Jobs;

/// <summary>Takes jobs one after another, training first: everything else of an iteration waits for it.</summary>
public sealed partial class WorkerLoop(
    IJobQueue queue, IEnumerable<IJobKind> kinds, JobProcessor processor, TimeProvider time, IOptions<WorkerOptions> options, WorkerArguments arguments,
    IHostApplicationLifetime lifetime, WorkerIdentity worker, ILogger<WorkerLoop> logger) : BackgroundService
{
    private readonly IReadOnlyList<IJobKind> _kinds = [.. kinds.OrderBy(kind => kind.Priority)];

    /// <summary>Takes and processes one job.</summary>
    /// <returns>How it ended; null when all queues are empty.</returns>
    public async Task<JobResult?> ProcessNextAsync(CancellationToken stopping)
    {
        foreach (var kind in _kinds)
        {
            if (await queue.ReceiveAsync(kind.Queue, options.Value.Lease, stopping) is { } message)
            {
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
        LogStarted(worker.Name);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await IsIdleAsync(stoppingToken))
            {
                if (arguments.Once)
                {
                    lifetime.StopApplication();
                    return;
                }

                await PauseAsync(stoppingToken);
            }
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
            LogFault(e);
            await PauseAsync(stopping);
            return false;
        }
    }

    private async Task PauseAsync(CancellationToken stopping) =>
        await Task.Delay(TimeSpan.FromSeconds(options.Value.PollSeconds), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(Level = LogLevel.Information, Message = "worker {Worker} waits for jobs")]
    private partial void LogStarted(string worker);

    [LoggerMessage(Level = LogLevel.Error, Message = "a job could not be taken or committed; trying again")]
    private partial void LogFault(Exception error);
}
