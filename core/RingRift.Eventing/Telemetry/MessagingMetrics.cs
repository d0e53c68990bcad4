using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Eventing.Telemetry;

/// <summary>
/// The measurements of publishing and consuming. One instance for each process; instruments nobody listens to cost nothing.
/// </summary>
public sealed class MessagingMetrics : IDisposable
{
    /// <summary>Bounds of the duration histograms, in seconds, as the conventions advise.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    private readonly Meter _meter = new(PipelineTelemetry.Name);
    private readonly Histogram<double> _operationDuration;
    private readonly Histogram<double> _processDuration;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _consumed;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _lost;

    /// <summary>Creates the instruments.</summary>
    public MessagingMetrics()
    {
        _operationDuration = _meter.CreateHistogram(
            PipelineTelemetry.Instruments.OperationDuration, "s", "Duration of a request to the transport.", tags: null, Seconds);
        _processDuration = _meter.CreateHistogram(
            PipelineTelemetry.Instruments.ProcessDuration, "s", "Duration of a consumer's work on one event.", tags: null, Seconds);
        _sent = _meter.CreateCounter<long>(PipelineTelemetry.Instruments.SentMessages, "{message}", "Events handed to the transport.");
        _consumed = _meter.CreateCounter<long>(PipelineTelemetry.Instruments.ConsumedMessages, "{message}", "Deliveries to consumers.");
        _deadLetters = _meter.CreateCounter<long>(PipelineTelemetry.Instruments.DeadLetters, "{event}", "Deliveries given up.");
        _duplicates = _meter.CreateCounter<long>(
            PipelineTelemetry.Instruments.Duplicates, "{event}", "Deliveries of events handled before.");
        _lost = _meter.CreateCounter<long>(
            PipelineTelemetry.Instruments.LostRecords, "{record}",
            "Deliveries the event log does not show because they could not be written.");
    }

    /// <summary>The meter, for listeners that want this instance's measurements only.</summary>
    public Meter Meter => _meter;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Counts a request to the transport.</summary>
    internal void Sent(IReadOnlyList<EventEnvelope> events, TimeSpan duration, Exception? error)
    {
        var tags = Common(PipelineTelemetry.Operations.Send, PipelineTelemetry.Topic, error?.GetType().FullName);
        _operationDuration.Record(duration.TotalSeconds, tags);
        foreach (var type in events.CountBy(envelope => envelope.Type))
        {
            var typed = tags;
            typed.Add(PipelineTelemetry.Tags.CloudEventType, type.Key.WireName());
            _sent.Add(type.Value, typed);
        }
    }

    /// <summary>Counts a delivery.</summary>
    internal void Processed(string consumer, DataEventType type, TimeSpan duration, DeliveryEnd end, Exception? error)
    {
        var failure = error?.GetType().FullName
            ?? (end.Outcome == HandlingOutcome.DeadLetter ? PipelineTelemetry.Tags.DeadLetterError : null);
        var tags = Common(PipelineTelemetry.Operations.Process, consumer, failure);
        tags.Add(PipelineTelemetry.Tags.CloudEventType, type.WireName());
        tags.Add(PipelineTelemetry.Tags.Outcome, NameOf(end.Outcome));
        _processDuration.Record(duration.TotalSeconds, tags);
        _consumed.Add(1, tags);
        if (end.Outcome is HandlingOutcome.DeadLetter or HandlingOutcome.Duplicate)
        {
            (end.Outcome == HandlingOutcome.DeadLetter ? _deadLetters : _duplicates).Add(
                1, new(PipelineTelemetry.Tags.Destination, consumer), new(PipelineTelemetry.Tags.CloudEventType, type.WireName()));
        }
    }

    /// <summary>Counts records of deliveries that are lost.</summary>
    internal void Lost(int records, string reason) =>
        _lost.Add(records, new KeyValuePair<string, object?>(PipelineTelemetry.Tags.LossReason, reason));

    /// <summary>An outcome as it stands in tags, for example <c>dead_letter</c>.</summary>
    internal static string NameOf(HandlingOutcome outcome) => JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString());

    private static TagList Common(string operation, string destination, string? error)
    {
        var tags = new TagList
        {
            { PipelineTelemetry.Tags.System, PipelineTelemetry.System },
            { PipelineTelemetry.Tags.OperationName, operation },
            { PipelineTelemetry.Tags.Destination, destination },
        };
        if (error is not null)
        {
            tags.Add(PipelineTelemetry.Tags.ErrorType, error);
        }

        return tags;
    }
}
