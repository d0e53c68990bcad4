using System.Text.Json;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.CloudEvents;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Ingest;

/// <summary>
/// An event as other systems write it, brought into the form that events have here: the only place where spellings are normalised and
/// missing attributes filled in. CloudEvents and RingRift's own form (<see cref="PlainEvent"/>) are both taken.
/// </summary>
internal static class OutsideEvent
{
    /// <exception cref="EventFormatException">It is no event of the catalogue, or breaks its contract.</exception>
    public static EventEnvelope Read(JsonElement element)
    {
        var members = JsonMembers.Of(element);
        var attributes = members.Find("specversion") is null ? PlainEvent.Attributes(element) : CloudEvent(element, members);
        if (attributes.ReplayId is { } replay)
        {
            throw new EventFormatException("replayid", replay, "must not be there: only this system replays events");
        }

        var type = TypeOf(attributes);
        var known = attributes with
        {
            Type = type.WireName(),
            DataSchema = SchemaOf(attributes, type),
            Id = OutsideId.Of(attributes.Source, attributes.Id),
        };
        return Complete(known);
    }

    /// <summary>CloudEvents writes names of attributes in lower case; <c>CorrelationId</c> would be passed over without a word.</summary>
    private static CloudEventAttributes CloudEvent(JsonElement element, JsonMembers members) =>
        members.Names.FirstOrDefault(name => !IsName(name)) is { } wrong
            ? throw new EventFormatException(
                ContractViolation.Cut(wrong),
                members.Find(wrong) is { } value ? JsonText.Raw(value) : null,
                "must have a name of lower-case letters and digits, as CloudEvents 1.0 asks of attributes")
            : CloudEventReader.Attributes(element);

    private static bool IsName(string name) =>
        name == "data_base64" || name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    private static DataEventType TypeOf(CloudEventAttributes attributes)
    {
        try
        {
            return EventSynonyms.Normalise(attributes.Type ?? throw new EventFormatException("type", value: null, "must be there"));
        }
        catch (UnknownEventException unknown)
        {
            throw new EventFormatException("type", unknown.Spelling, unknown.Rule, unknown);
        }
    }

    /// <summary>The schema that is meant: the current one where none is named, and the name normalised as that of the type is.</summary>
    private static string SchemaOf(CloudEventAttributes attributes, DataEventType type)
    {
        if (attributes.DataSchema is not { } schema)
        {
            return CloudEventAttributes.SchemaOf(type, EventCatalogue.Of(type).SchemaVersion);
        }

        var colon = schema.LastIndexOf(':');
        try
        {
            return colon > 0 && EventSynonyms.Normalise(schema[..colon]) == type
                ? CloudEventAttributes.SchemaName(type) + schema[colon..]
                : schema;
        }
        catch (UnknownEventException)
        {
            return schema;
        }
    }

    /// <summary>The event with what it leaves out. First the rules, then the payload is asked: before them it could be anything.</summary>
    private static EventEnvelope Complete(CloudEventAttributes attributes)
    {
        var (subject, correlation) = (attributes.Subject, attributes.CorrelationId);
        var envelope = (attributes with
        {
            Subject = subject ?? attributes.Source,
            CorrelationId = correlation ?? attributes.Id,
            CausationId = attributes.CausationId ?? attributes.Id,
        }).ToEnvelope();
        if (EventContract.Check(envelope.Type, envelope.SchemaVersion, envelope.Data) is { } violation)
        {
            // What the system itself published may be newer than this process; another system's unknown member is a mistake.
            throw new EventFormatException(violation);
        }

        var about = EventSubject.Of(envelope.Data);
        return envelope with
        {
            Subject = subject ?? about.Subject ?? envelope.Source,
            CorrelationId = correlation ?? about.Correlation ?? envelope.Id,
        };
    }
}
