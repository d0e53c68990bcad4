using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Log;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Pipeline.Operations.Reconciliation;

/// <summary>
/// Carries out what the audit decides: the event goes to that one consumer and through its gates, or becomes its dead letter.
/// </summary>
public sealed partial class DeliveryRemedy(
    RedeliverySender sender, IDeadLetterStore letters, DeliveryAuditMetrics metrics, TimeProvider time, ILogger<DeliveryRemedy> logger)
{
    /// <summary>
    /// Carries a decision out. Any number of times is as good as once: the consumer knows the event, the store the letter.
    /// </summary>
    /// <param name="logged">The event.</param>
    /// <param name="consumer">Its consumer.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="cancellationToken">Stops before the effect.</param>
    /// <returns>The decision that was carried out: an event that no message holds is given up.</returns>
    public async Task<DeliveryDecision> CarryOutAsync(
        LoggedEvent logged, string consumer, DeliveryDecision decision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(logged);
        ArgumentNullException.ThrowIfNull(decision);
        var done = decision;
        if (decision is { Action: DeliveryAction.Redeliver, Next: { } next })
        {
            done = await RedeliverAsync(logged, next, decision, cancellationToken).ConfigureAwait(false);
        }

        if (done.Action == DeliveryAction.GiveUp)
        {
            await GiveUpAsync(logged, consumer, done.Reason, cancellationToken).ConfigureAwait(false);
        }

        return done;
    }

    private async Task<DeliveryDecision> RedeliverAsync(
        LoggedEvent logged, OpenDelivery next, DeliveryDecision decision, CancellationToken cancellationToken)
    {
        var (envelope, replayId) = (logged.Event, $"audit-{next.Redeliveries}");
        var request = new RedeliveryRequest
        {
            Consumer = next.Consumer,
            Body = CloudEventWriter.Write(envelope with { ReplayId = replayId }),
            Reason = "delivery audit",
            ReplayId = replayId,
        };
        try
        {
            await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException tooLarge)
        {
            return new DeliveryDecision(DeliveryAction.GiveUp, null, $"{decision.Reason}, and it cannot be sent again: {tooLarge.Message}");
        }

        metrics.Redelivered(next.Consumer);
        LogRedelivered(envelope.Type, envelope.Id, envelope.Subject, next.Consumer, logged.Published, decision.Reason, next.Redeliveries);
        return decision;
    }

    private async Task GiveUpAsync(LoggedEvent logged, string consumer, string reason, CancellationToken cancellationToken)
    {
        // One name for the failure, so that a crash behind this adds no second one.
        var letter = DeadLetter.Of(
            logged.Event, DeadLetterOrigin.Audit, consumer,
            $"{consumer} shows no end of it since {logged.Published.UtcDateTime:u}: {reason}", time.GetUtcNow(), "audit");
        await letters.AddAsync(letter, cancellationToken).ConfigureAwait(false);
        metrics.GivenUp(consumer);
        LogGivenUp(logged.Event.Type, logged.Event.Id, logged.Event.Subject, consumer, logged.Published, reason);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Type} {Id} ({Subject}): {Consumer} shows no end of it since {Published}, {Reason}; sent to it for the {Times}. time")]
    private partial void LogRedelivered(
        DataEventType type, string id, string subject, string consumer, DateTimeOffset published, string reason, int times);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Type} {Id} ({Subject}): {Consumer} shows no end of it since {Published}, {Reason}; kept as a dead letter")]
    private partial void LogGivenUp(
        DataEventType type, string id, string subject, string consumer, DateTimeOffset published, string reason);
}

/// <summary>What the audit found, as metrics.</summary>
public sealed class DeliveryAuditMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "RingRift.DeliveryAudit";

    /// <summary>Counter of events sent to a consumer again, unit <c>{event}</c>, by <see cref="ConsumerTag"/>.</summary>
    public const string RedeliveredCounter = "ringrift.delivery_audit.redelivered";

    /// <summary>Counter of events that became dead letters, unit <c>{event}</c>, by <see cref="ConsumerTag"/>.</summary>
    public const string GivenUpCounter = "ringrift.delivery_audit.given_up";

    /// <summary>Gauge of deliveries that are looked at again, unit <c>{delivery}</c>, as last counted by this process.</summary>
    public const string OpenGauge = "ringrift.delivery_audit.open";

    /// <summary>Tag with the consumer's name.</summary>
    public const string ConsumerTag = "ringrift.consumer";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _redelivered;
    private readonly Counter<long> _givenUp;
    private readonly Gauge<int> _open;

    /// <summary>Creates the instruments.</summary>
    public DeliveryAuditMetrics()
    {
        _redelivered = _meter.CreateCounter<long>(
            RedeliveredCounter, "{event}", "Events sent to a consumer again because no end of their delivery was known.");
        _givenUp = _meter.CreateCounter<long>(
            GivenUpCounter, "{event}", "Events that became dead letters because no end of their delivery came.");
        _open = _meter.CreateGauge<int>(OpenGauge, "{delivery}", "Deliveries without a known end.");
    }

    /// <summary>The meter, for listeners that want this instance's measurements only.</summary>
    public Meter Meter => _meter;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Counts an event sent again.</summary>
    internal void Redelivered(string consumer) => _redelivered.Add(1, new KeyValuePair<string, object?>(ConsumerTag, consumer));

    /// <summary>Counts an event given up.</summary>
    internal void GivenUp(string consumer) => _givenUp.Add(1, new KeyValuePair<string, object?>(ConsumerTag, consumer));

    /// <summary>Takes the number of open deliveries.</summary>
    internal void Open(int deliveries) => _open.Record(deliveries);
}
