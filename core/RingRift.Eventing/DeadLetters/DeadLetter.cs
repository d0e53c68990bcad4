using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.DeadLetters;

/// <summary>
/// An event that one consumer gave up, with everything needed to see why and to send it again. One event has one dead letter for each
/// consumer, however often and wherever it was given up (ADR 0012). Texts from outside are cut to their limits with a note, never refused.
/// </summary>
public sealed record DeadLetter
{
    /// <summary>
    /// Most characters of <see cref="Reason"/>, <see cref="Error"/> and <see cref="StatusNote"/>; a table column holds 32 K.
    /// </summary>
    public const int MostTextCharacters = 8000;

    /// <summary>Most characters of names and ids.</summary>
    public const int MostNameCharacters = 500;

    /// <summary>Stable id: follows from the consumer and the event.</summary>
    public string Id => DeadLetterId.Of(Consumer, EventId ?? Body);

    /// <summary>Who gave it up.</summary>
    public required DeadLetterOrigin Origin { get; init; }

    /// <summary>Name of the handler, or of the queue whose worker takes the event.</summary>
    public required string Consumer { get; init => field = DeadLetterText.Cut(value, MostNameCharacters); }

    /// <summary>Why, in the words of whoever gave it up.</summary>
    public required string Reason { get; init => field = DeadLetterText.Cut(value, MostTextCharacters); }

    /// <summary>What went wrong last, where more is known than the reason says.</summary>
    public string? Error { get; init => field = DeadLetterText.CutOptional(value, MostTextCharacters); }

    /// <summary>Id of the event; null when the body has none.</summary>
    public string? EventId { get; init => field = DeadLetterText.CutOptional(value, MostNameCharacters); }

    /// <summary>
    /// Type of the event as in <see cref="EventTypeNames.CatalogueName"/>, or as received when it is unknown; null when the body has none.
    /// </summary>
    public string? EventType { get; init => field = DeadLetterText.CutOptional(value, MostNameCharacters); }

    /// <summary>Config the event is about; null when it names none.</summary>
    public string? Config { get; init; }

    /// <summary>Correlation of the event; null when the body has none.</summary>
    public string? CorrelationId { get; init => field = DeadLetterText.CutOptional(value, MostNameCharacters); }

    /// <summary>Replay the last failure belonged to; null for an ordinary delivery.</summary>
    public string? ReplayId { get; init => field = DeadLetterText.CutOptional(value, MostNameCharacters); }

    /// <summary>Deliveries that failed, as far as known: the attempts Event Grid counted, and one for every other failure.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>When it was given up first (UTC).</summary>
    public required DateTimeOffset FirstTime { get; init; }

    /// <summary>When it was given up last (UTC).</summary>
    public required DateTimeOffset LastTime { get; init; }

    /// <summary>Names the last failure (a blob, a message, a delivery). The same failure added again changes nothing.</summary>
    public required string Occurrence { get; init; }

    /// <summary>What people did about it.</summary>
    public DeadLetterStatus Status { get; init; }

    /// <summary>Why the status was changed, and what came of a redrive; null before the first change.</summary>
    public string? StatusNote { get; init => field = DeadLetterText.CutOptional(value, MostTextCharacters); }

    /// <summary>When the status was changed (UTC); null before the first change.</summary>
    public DateTimeOffset? StatusTime { get; init; }

    /// <summary>The event: a CloudEvent as JSON, or the text that arrived in its place.</summary>
    public required string Body { get; init; }

    /// <summary>The dead letter of a well-formed event.</summary>
    /// <param name="envelope">The event.</param>
    /// <param name="origin">Who gave it up.</param>
    /// <param name="consumer">For whom.</param>
    /// <param name="reason">Why.</param>
    /// <param name="time">When (UTC).</param>
    /// <param name="occurrence">Names the failure; null names it by its time.</param>
    public static DeadLetter Of(
        EventEnvelope envelope, DeadLetterOrigin origin, string consumer, string reason, DateTimeOffset time, string? occurrence = null)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return new DeadLetter
        {
            Origin = origin,
            Consumer = consumer,
            Reason = reason,
            EventId = envelope.Id,
            EventType = envelope.Type.CatalogueName(),
            Config = ConfigOf(envelope.Subject),
            CorrelationId = envelope.CorrelationId,
            ReplayId = envelope.ReplayId,
            FirstTime = time,
            LastTime = time,
            Occurrence = occurrence ?? $"{consumer} {time.UtcTicks}",
            Body = CloudEventWriter.Write(envelope),
        };
    }

    /// <summary>The config of a subject such as <c>hex8_2p/0003</c>; null when it names none.</summary>
    public static string? ConfigOf(string? subject) =>
        ConfigNames.Find((subject ?? string.Empty).Split('/')[0]);
}

/// <summary>Who gave an event up.</summary>
public enum DeadLetterOrigin
{
    /// <summary>A consumer decided that it can never handle it.</summary>
    Handler,

    /// <summary>The queue's host tried it the most times its settings allow; the message lay in a poison queue.</summary>
    PoisonQueue,

    /// <summary>Event Grid could not deliver it; the event lay in the dead-letter container.</summary>
    EventGrid,

    /// <summary>Its delivery has no known end, however often the audit sent it again.</summary>
    Audit,
}

/// <summary>What people did about a dead letter.</summary>
public enum DeadLetterStatus
{
    /// <summary>Nothing yet, or it failed again after a redrive.</summary>
    Open,

    /// <summary>Sent to its consumer once more.</summary>
    Redriven,

    /// <summary>Not wanted any more.</summary>
    Discarded,
}
