using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Recovery;
using RingRift.Eventing.Telemetry;

namespace RingRift.Eventing.Log;

/// <summary>
/// Writes deliveries to the event log beside the work: consumers only queue a record. The queue is bounded, and what does not fit, or cannot be
/// written, is lost and counted: it costs a line in a trace. What is queued when the host stops is written before it ends.
/// </summary>
public sealed partial class DeliveryLogWriter : BackgroundService
{
    private const string QueueFull = "queue_full";
    private const string Storage = "storage";
    private const string Shutdown = "shutdown";

    private readonly Channel<HandlingRecord> _queue;
    private readonly IEventLog _log;
    private readonly MessagingMetrics _metrics;
    private readonly EventLogOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<DeliveryLogWriter> _logger;

    /// <summary>A writer with an empty queue.</summary>
    public DeliveryLogWriter(
        IEventLog log, MessagingMetrics metrics, IOptions<EventLogOptions> options, TimeProvider time, ILogger<DeliveryLogWriter> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_log, _metrics, _options, _time, _logger) = (log, metrics, options.Value, time, logger);
        _queue = Channel.CreateBounded<HandlingRecord>(_options.QueueCapacity);
    }

    /// <summary>Queues a record; never waits and never fails.</summary>
    public void Write(HandlingRecord record)
    {
        if (!_queue.Writer.TryWrite(record))
        {
            _metrics.Lost(1, QueueFull);
        }
    }

    /// <summary>Writes what is queued now, from the calling task: for processes without a running host.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        while (Take() is { Count: > 0 } batch)
        {
            await WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _metrics.Lost(_queue.Reader.Count, Shutdown);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _queue.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
        {
            // Not cancelled with the host: a batch that was taken is to be written.
            await WriteAsync(Take(), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private List<HandlingRecord> Take()
    {
        var batch = new List<HandlingRecord>();
        while (batch.Count < _options.BatchSize && _queue.Reader.TryRead(out var record))
        {
            batch.Add(record);
        }

        return batch;
    }

    private async Task WriteAsync(List<HandlingRecord> batch, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 1; !await TryWriteAsync(batch, attempt, cancellationToken).ConfigureAwait(false); attempt++)
            {
                await Task.Delay(DoublingWait.After(attempt, _options.RetryDelay), _time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            _metrics.Lost(batch.Count, Shutdown);
            throw;
        }
    }

    /// <summary>False when the batch is to be tried again; true when it is written or given up.</summary>
    private async Task<bool> TryWriteAsync(List<HandlingRecord> batch, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            await _log.AppendHandledAsync(batch, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (attempt < _options.WriteAttempts)
            {
                return false;
            }

            _metrics.Lost(batch.Count, Storage);
            LogLost(e, batch.Count, attempt);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} deliveries are missing in the event log: {Attempts} attempts to write them failed")]
    private partial void LogLost(Exception error, int count, int attempts);
}
