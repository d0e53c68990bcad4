using RingRift.Eventing.Handling;

namespace RingRift.Eventing.Telemetry;

/// <summary>
/// Names of what this system tells about itself: sources, instruments, units and tags, after the OpenTelemetry messaging conventions
///. A test freezes them: dashboards and alerts hang on these names.
/// </summary>
public static class PipelineTelemetry
{
    /// <summary>Name of the activity source and the meter.</summary>
    public const string Name = "RingRift.Pipeline";

    /// <summary>Value of <see cref="Tags.System"/>.</summary>
    public const string System = "eventgrid";

    /// <summary>The topic every event is sent to, <see cref="Tags.Destination"/> of what is sent.</summary>
    public const string Topic = "ringrift-pipeline";

    /// <summary>Operations, the first word of a span's name.</summary>
    public static class Operations
    {
        /// <summary>Events are handed to the transport.</summary>
        public const string Send = "send";

        /// <summary>An event is worked on by a consumer.</summary>
        public const string Process = "process";
    }

    /// <summary>Instruments.</summary>
    public static class Instruments
    {
        /// <summary>Histogram, seconds: a request to the transport, the log before it included.</summary>
        public const string OperationDuration = "messaging.client.operation.duration";

        /// <summary>Histogram, seconds: the work of a consumer on one event.</summary>
        public const string ProcessDuration = "messaging.process.duration";

        /// <summary>Counter, messages: events handed to the transport.</summary>
        public const string SentMessages = "messaging.client.sent.messages";

        /// <summary>Counter, messages: deliveries to consumers.</summary>
        public const string ConsumedMessages = "messaging.client.consumed.messages";

        /// <summary>Counter, events: deliveries given up.</summary>
        public const string DeadLetters = "ringrift.events.dead_letters";

        /// <summary>Counter, events: deliveries of events that were handled before.</summary>
        public const string Duplicates = "ringrift.events.duplicates";

        /// <summary>Counter, records: deliveries that the event log does not show because they could not be written.</summary>
        public const string LostRecords = "ringrift.event_log.lost_records";
    }

    /// <summary>What happens within a span.</summary>
    public static class Events
    {
        /// <summary>State, inbox and outbox are committed: from here on a crash loses nothing of the delivery.</summary>
        public const string Committed = "ringrift.committed";
    }

    /// <summary>Tags of spans and measurements.</summary>
    public static class Tags
    {
        /// <summary>The messaging system.</summary>
        public const string System = "messaging.system";

        /// <summary>What is done: <see cref="Operations"/>.</summary>
        public const string OperationName = "messaging.operation.name";

        /// <summary>The convention's class of the operation.</summary>
        public const string OperationType = "messaging.operation.type";

        /// <summary>The topic for what is sent; the subscription, named after its consumer, for what is processed.</summary>
        public const string Destination = "messaging.destination.name";

        /// <summary>Id of the event.</summary>
        public const string MessageId = "messaging.message.id";

        /// <summary>Correlation id of the event.</summary>
        public const string ConversationId = "messaging.message.conversation_id";

        /// <summary>Events in one request.</summary>
        public const string BatchCount = "messaging.batch.message_count";

        /// <summary>Why it failed: an exception's type or <see cref="DeadLetterError"/>.</summary>
        public const string ErrorType = "error.type";

        /// <summary>Id of the event, by the CloudEvents convention.</summary>
        public const string CloudEventId = "cloudevents.event_id";

        /// <summary>Source of the event.</summary>
        public const string CloudEventSource = "cloudevents.event_source";

        /// <summary>Subject of the event.</summary>
        public const string CloudEventSubject = "cloudevents.event_subject";

        /// <summary>Type of the event, its wire name.</summary>
        public const string CloudEventType = "cloudevents.event_type";

        /// <summary>How a delivery ended: an <see cref="HandlingOutcome"/> in snake case.</summary>
        public const string Outcome = "ringrift.outcome";

        /// <summary>Replay a delivery belongs to.</summary>
        public const string ReplayId = "ringrift.replay_id";

        /// <summary>Why a record was lost: <c>queue_full</c>, <c>storage</c> or <c>shutdown</c>.</summary>
        public const string LossReason = "ringrift.loss_reason";

        /// <summary>Value of <see cref="ErrorType"/> for an event that was given up.</summary>
        public const string DeadLetterError = "dead_letter";
    }
}
