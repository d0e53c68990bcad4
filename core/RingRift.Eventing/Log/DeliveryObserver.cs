using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Telemetry;

namespace RingRift.Eventing.Log;

/// <summary>
/// Watches deliveries from their start to their end: span, measurements and a line in the event log. Every consumer is called through it,
/// and none sees a difference: it changes no result, and what it cannot write it counts.
/// </summary>
public sealed class DeliveryObserver(DeliveryLogWriter log, MessagingMetrics metrics, TimeProvider time)
{
    /// <summary>Delivers an event.</summary>
    /// <typeparam name="TResult">What the consumer answers.</typeparam>
    /// <param name="consumer">Name of the handler, or of the queue whose worker took the event.</param>
    /// <param name="envelope">The event.</param>
    /// <param name="deliver">Lets the consumer work.</param>
    /// <param name="endOf">How the delivery ended, by the answer.</param>
    /// <returns>The answer.</returns>
    public async Task<TResult> ObserveAsync<TResult>(
        string consumer, EventEnvelope envelope, Func<Task<TResult>> deliver, Func<TResult, DeliveryEnd> endOf)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(deliver);
        ArgumentNullException.ThrowIfNull(endOf);
        using var activity = PipelineActivities.StartProcess(consumer, envelope);
        var start = time.GetTimestamp();
        try
        {
            var result = await deliver();
            var end = endOf(result);
            PipelineActivities.EndProcess(activity, end);
            Record(consumer, envelope, start, end, error: null);
            return result;
        }
        catch (OperationCanceledException)
        {
            // A consumer that is told to stop has not failed.
            var end = new DeliveryEnd(HandlingOutcome.Retry, "stopped");
            PipelineActivities.EndProcess(activity, end);
            Record(consumer, envelope, start, end, error: null);
            throw;
        }
        catch (Exception e)
        {
            var end = new DeliveryEnd(HandlingOutcome.Faulted, $"{e.GetType().Name}: {e.Message}");
            PipelineActivities.EndProcess(activity, end);
            PipelineActivities.Fail(activity, e);
            Record(consumer, envelope, start, end, e);
            throw;
        }
    }

    private void Record(string consumer, EventEnvelope envelope, long start, DeliveryEnd end, Exception? error)
    {
        var duration = time.GetElapsedTime(start);
        metrics.Processed(consumer, envelope.Type, duration, end, error);
        log.Write(new HandlingRecord
        {
            DeliveryId = Guid.NewGuid().ToString("N"),
            EventId = envelope.Id,
            CorrelationId = envelope.CorrelationId,
            Consumer = consumer,
            Time = time.GetUtcNow(),
            Duration = duration,
            Outcome = end.Outcome,
            Reason = end.Reason,
            ReplayId = envelope.ReplayId,
        });
    }
}
