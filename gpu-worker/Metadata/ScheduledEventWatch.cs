using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Drain;
using RingRift.GpuWorker.Status;

namespace RingRift.GpuWorker.Metadata;

/// <summary>
/// Watches for the end of this machine and drains the worker before it comes. Registered before the loop, so it stops after it: what was
/// announced is acknowledged when the last job is given back, and the platform waits no longer than it has to.
/// </summary>
public sealed partial class ScheduledEventWatch(
    MetadataClient metadata, OwnInstance instance, WorkerDrain drain, WorkerStatus status, IOptions<MetadataOptions> options,
    TimeProvider time,
    ILogger<ScheduledEventWatch> logger) : BackgroundService
{
    private IReadOnlyList<ScheduledEvent> _ending = [];
    private bool _isFailing;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_ending.Count > 0 && status.Current.LoopEnded)
        {
            await AcknowledgeAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host starts its other services while this one runs.
        await Task.Yield();
        if (options.Value.Mode == MetadataMode.Off || await instance.NameAsync(stoppingToken) is not { } name)
        {
            return;
        }

        LogWatching(name);
        var seen = long.MinValue;
        while (!stoppingToken.IsCancellationRequested && _ending.Count == 0)
        {
            if (await LookAsync(stoppingToken) is { } list && list.DocumentIncarnation != seen)
            {
                seen = list.DocumentIncarnation;
                Handle(ScheduledEventPolicy.ThatEnd(list, name));
            }

            await Task.Delay(
                TimeSpan.FromSeconds(options.Value.PollSeconds), time,
                stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Handle(IReadOnlyList<ScheduledEvent> ending)
    {
        if (ending.Count == 0)
        {
            return;
        }

        _ending = ending;
        var first = ending[0];
        drain.Begin($"the platform announced {first.EventType} ({first.EventId}), not before '{first.NotBefore}'");
    }

    private async Task<ScheduledEvents?> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var list = await metadata.EventsAsync(cancellationToken);
            _isFailing = false;
            return list;
        }
        catch (MetadataException e)
        {
            if (!_isFailing)
            {
                LogFailing(e.Message);
            }

            _isFailing = true;
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await metadata.StartAsync(_ending, cancellationToken);
            LogAcknowledged(_ending.Count);
        }
        catch (Exception e) when (e is MetadataException or OperationCanceledException)
        {
            LogNotAcknowledged(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "the scheduled events of {Instance} are watched")]
    private partial void LogWatching(string instance);

    [LoggerMessage(Level = LogLevel.Warning, Message = "scheduled events cannot be read; trying on: {Reason}")]
    private partial void LogFailing(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} scheduled events acknowledged")]
    private partial void LogAcknowledged(int count);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "scheduled events could not be acknowledged; the platform waits as announced: {Reason}")]
    private partial void LogNotAcknowledged(string reason);
}
