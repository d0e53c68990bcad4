using System.Globalization;
using System.Text;
using System.Text.Json;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.CloudEvents;

/// <summary>
/// A CloudEvent as it arrived, before anything is asked of it. <see cref="ToEnvelope"/> is the one way from here to an event of this
/// system.
/// </summary>
public sealed record CloudEventAttributes
{
    /// <summary>Most characters of an attribute; ids become table keys, which hold 512.</summary>
    public const int MostCharacters = 500;

    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    /// <summary><c>id</c>.</summary>
    public string? Id { get; init; }

    /// <summary><c>source</c>, a URI reference.</summary>
    public string? Source { get; init; }

    /// <summary><c>type</c>.</summary>
    public string? Type { get; init; }

    /// <summary><c>subject</c>.</summary>
    public string? Subject { get; init; }

    /// <summary><c>time</c>.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary><c>dataschema</c>.</summary>
    public string? DataSchema { get; init; }

    /// <summary><c>datacontenttype</c>; null for JSON.</summary>
    public string? DataContentType { get; init; }

    /// <summary>Extension <c>correlationid</c>.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Extension <c>causationid</c>.</summary>
    public string? CausationId { get; init; }

    /// <summary>Extension <c>traceparent</c>.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Extension <c>tracestate</c>.</summary>
    public string? TraceState { get; init; }

    /// <summary>Extension <c>replayid</c>.</summary>
    public string? ReplayId { get; init; }

    /// <summary><c>data</c>; null where there is none.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The name of an event's schema without its version, as <c>dataschema</c> has it.</summary>
    public static string SchemaName(DataEventType type) => EventSynonyms.SchemaPrefix + type.WireName()[EventTypeNames.Prefix.Length..];

    /// <summary>The value of <c>dataschema</c> for an event and a version.</summary>
    public static string SchemaOf(DataEventType type, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{SchemaName(type)}:{version}");

    /// <summary>The event.</summary>
    /// <exception cref="EventFormatException">An attribute is missing or wrong, or the payload breaks its contract.</exception>
    public EventEnvelope ToEnvelope()
    {
        var type = KnownType();
        var version = VersionOf(type);
        var envelope = new EventEnvelope
        {
            Id = Required("id", Id),
            Source = Required("source", Source),
            Time = KnownTime(),
            Type = type,
            SchemaVersion = version,
            CorrelationId = Required("correlationid", CorrelationId),
            CausationId = Required("causationid", CausationId),
            Subject = Required("subject", Subject),
            Data = CheckedData(type, version),
            TraceParent = Optional("traceparent", TraceParent),
            TraceState = Optional("tracestate", TraceState),
            ReplayId = Optional("replayid", ReplayId),
        };
        return EventSize.Check(envelope) is { } violation ? throw new EventFormatException(violation) : envelope;
    }

    private static string Required(string attribute, string? value) =>
        string.IsNullOrEmpty(value) ? throw new EventFormatException(attribute, value, "must not be empty") : Optional(attribute, value)!;

    private static string? Optional(string attribute, string? value) => value switch
    {
        { Length: > MostCharacters } =>
            throw new EventFormatException(attribute, value, $"has {value.Length} characters and must have at most {MostCharacters}"),
        not null when !IsPlain(value) =>
            throw new EventFormatException(attribute, value, "must be whole Unicode characters without control characters"),
        not null when HostText.IsRewritten(value) =>
            throw new EventFormatException(attribute, value, "must not be a time and nothing else: hosts of functions write times anew"),
        _ => value,
    };

    // The replacement character stands where somebody decoded bytes that were no text.
    private static bool IsPlain(string value)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a media type, with or without parameters, is JSON by CloudEvents' JSON format, section 3.1.1.</summary>
    private static bool IsJson(string contentType)
    {
        var mediaType = contentType.Split(';', 2)[0].Trim();
        var slash = mediaType.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            && (mediaType[slash..].Equals("/json", StringComparison.OrdinalIgnoreCase)
                || mediaType[slash..].EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }

    private DataEventType KnownType() => EventTypeNames.TryParse(Type ?? string.Empty, out var type)
        ? type
        : throw new EventFormatException("type", Type, $"must be {EventTypeNames.Prefix} and the name of a known event");

    private DateTimeOffset KnownTime() => Time switch
    {
        null => throw new EventFormatException("time", value: null, "must be there"),
        { } time when time < Earliest =>
            throw new EventFormatException("time", time.ToString("O", CultureInfo.InvariantCulture), "must not be before 1970"),
        { } time => time,
    };

    private int VersionOf(DataEventType type)
    {
        var (name, known) = (SchemaName(type) + ":", EventCatalogue.Of(type).SchemaVersion);
        return DataSchema == SchemaOf(type, known)
            ? known
            : throw new EventFormatException(
                "dataschema", DataSchema, $"must be {name} and a version that is known: {known.ToString(CultureInfo.InvariantCulture)}");
    }

    private JsonElement CheckedData(DataEventType type, int version)
    {
        if (DataContentType is { } contentType && !IsJson(contentType))
        {
            throw new EventFormatException(
                "datacontenttype", contentType, "must be JSON: application/json, or a media type that ends in /json or +json");
        }

        var data = Data ?? throw new EventFormatException("data", value: null, "must be there");
        return EventContract.CheckArrived(type, version, data) is { } violation ? throw new EventFormatException(violation) : data;
    }
}
