using RingRift.Eventing.Envelope;
using RingRift.Eventing.Telemetry;

namespace RingRift.Eventing.Log;

/// <summary>
/// The only way to a transport: records events in the log, then hands them over (ADR 0011). Where the log cannot be written nothing is
/// published: the events stay in their outbox, and the next dispatch tries both again. So no event is ever delivered that the log does not
/// know.
/// </summary>
public sealed class LoggedEventPublisher(IEventPublisher transport, IEventLog log, MessagingMetrics metrics, TimeProvider time)
    : IEventPublisher
{
    /// <inheritdoc/>
    public async Task PublishAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0)
        {
            return;
        }

        using var activity = PipelineActivities.StartSend(events);
        var start = time.GetTimestamp();
        try
        {
            await log.AppendPublishedAsync(events, cancellationToken).ConfigureAwait(false);
            await transport.PublishAsync(events, cancellationToken).ConfigureAwait(false);
            metrics.Sent(events, time.GetElapsedTime(start), error: null);
        }
        catch (Exception e)
        {
            PipelineActivities.Fail(activity, e);
            metrics.Sent(events, time.GetElapsedTime(start), e);
            throw;
        }
    }
}
