using System.Diagnostics;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;

namespace RingRift.Eventing.Telemetry;

/// <summary>Starts and ends the spans of the pipeline. Null where nobody listens.</summary>
internal static class PipelineActivities
{
    private static readonly ActivitySource Source = new(PipelineTelemetry.Name);

    /// <summary>
    /// Events on their way to the transport. CLIENT, not PRODUCER: consumers follow the span that made the event, to which this one links.
    /// </summary>
    public static Activity? StartSend(IReadOnlyList<EventEnvelope> events)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var tags = new ActivityTagsCollection
        {
            [PipelineTelemetry.Tags.System] = PipelineTelemetry.System,
            [PipelineTelemetry.Tags.OperationName] = PipelineTelemetry.Operations.Send,
            [PipelineTelemetry.Tags.OperationType] = PipelineTelemetry.Operations.Send,
            [PipelineTelemetry.Tags.Destination] = PipelineTelemetry.Topic,
        };
        if (events.Count == 1)
        {
            tags[PipelineTelemetry.Tags.MessageId] = events[0].Id;
            tags[PipelineTelemetry.Tags.ConversationId] = events[0].CorrelationId;
        }
        else
        {
            tags[PipelineTelemetry.Tags.BatchCount] = events.Count;
        }

        var links = events.Select(TraceContext.Of).OfType<ActivityContext>().Distinct().Select(context => new ActivityLink(context));
        return Source.StartActivity(
            $"{PipelineTelemetry.Operations.Send} {PipelineTelemetry.Topic}", ActivityKind.Client, parentContext: default, tags, links);
    }

    /// <summary>
    /// A consumer at work on an event. Where another span is at work already (the HTTP request of a webhook) that is the parent and the
    /// event's context is linked; elsewhere the event's context is the parent.
    /// </summary>
    public static Activity? StartProcess(string consumer, EventEnvelope envelope)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var created = TraceContext.Of(envelope);
        var isInside = Activity.Current is not null;
        return Source.StartActivity(
            $"{PipelineTelemetry.Operations.Process} {consumer}",
            ActivityKind.Consumer,
            isInside ? default : created ?? default,
            ProcessTags(consumer, envelope),
            isInside && created is { } context ? [new ActivityLink(context)] : null);
    }

    /// <summary>Says, in the span at work, that a commit stands.</summary>
    public static void Committed() => Activity.Current?.AddEvent(new ActivityEvent(PipelineTelemetry.Events.Committed));

    /// <summary>Says how the delivery ended.</summary>
    public static void EndProcess(Activity? activity, DeliveryEnd end)
    {
        activity?.SetTag(PipelineTelemetry.Tags.Outcome, MessagingMetrics.NameOf(end.Outcome));
        if (end.Outcome == HandlingOutcome.DeadLetter)
        {
            activity?.SetTag(PipelineTelemetry.Tags.ErrorType, PipelineTelemetry.Tags.DeadLetterError);
            activity?.SetStatus(ActivityStatusCode.Error, end.Reason);
        }
    }

    /// <summary>Says that an exception ended the operation.</summary>
    public static void Fail(Activity? activity, Exception error)
    {
        activity?.SetTag(PipelineTelemetry.Tags.ErrorType, error.GetType().FullName);
        activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        activity?.AddException(error);
    }

    private static ActivityTagsCollection ProcessTags(string consumer, EventEnvelope envelope)
    {
        var tags = new ActivityTagsCollection
        {
            [PipelineTelemetry.Tags.System] = PipelineTelemetry.System,
            [PipelineTelemetry.Tags.OperationName] = PipelineTelemetry.Operations.Process,
            [PipelineTelemetry.Tags.OperationType] = PipelineTelemetry.Operations.Process,
            [PipelineTelemetry.Tags.Destination] = consumer,
            [PipelineTelemetry.Tags.MessageId] = envelope.Id,
            [PipelineTelemetry.Tags.ConversationId] = envelope.CorrelationId,
            [PipelineTelemetry.Tags.CloudEventId] = envelope.Id,
            [PipelineTelemetry.Tags.CloudEventSource] = envelope.Source,
            [PipelineTelemetry.Tags.CloudEventSubject] = envelope.Subject,
            [PipelineTelemetry.Tags.CloudEventType] = envelope.Type.WireName(),
        };
        if (envelope.ReplayId is { } replay)
        {
            tags[PipelineTelemetry.Tags.ReplayId] = replay;
        }

        return tags;
    }
}
