using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Contracts;

/// <summary>
/// Holds events to what the catalogue declares, where they are made and where they arrive: a payload that passes here can be read, written
/// again and stored. What the published JSON Schema says of a payload is what is asked for here; a test compares the two on seeded
/// payloads.
/// </summary>
public static class EventContract
{
    /// <summary>
    /// Most bytes of a payload in UTF-8 with nothing escaped but what JSON demands: <see cref="EventSize.MostBytes"/> with room for
    /// attributes.
    /// </summary>
    public const int MostDataBytes = EventSize.MostBytes - 1024;

    /// <summary>Deepest nesting of a payload: readers stop at 64, and a payload is read inside envelopes and lists.</summary>
    public const int DeepestData = JsonText.DeepestData;

    private static readonly ConcurrentDictionary<(DataEventType Type, bool IsOpen), JsonShape> Shapes = new();

    /// <summary>
    /// The first violation of a payload that is made here or comes from another system; null for one that keeps its contract.
    /// </summary>
    /// <param name="type">The event.</param>
    /// <param name="schemaVersion">Version the payload is said to have.</param>
    /// <param name="data">The payload.</param>
    public static ContractViolation? Check(DataEventType type, int schemaVersion, JsonElement data) =>
        Check(type, schemaVersion, data, isOpen: false);

    /// <summary>
    /// The first violation of a payload that this system published, perhaps by a newer version of it: members that are not known here are
    /// taken. Null for one that keeps its contract otherwise.
    /// </summary>
    /// <param name="type">The event.</param>
    /// <param name="schemaVersion">Version the payload is said to have.</param>
    /// <param name="data">The payload.</param>
    public static ContractViolation? CheckArrived(DataEventType type, int schemaVersion, JsonElement data) =>
        Check(type, schemaVersion, data, isOpen: true);

    /// <summary>Refuses an event made here that breaks its contract.</summary>
    /// <exception cref="EventContractException">It does.</exception>
    public static void Require(DataEventType type, int schemaVersion, JsonElement data) => Require(type, Check(type, schemaVersion, data));

    /// <summary>Refuses an event that arrived and breaks its contract (<see cref="CheckArrived"/>).</summary>
    /// <exception cref="EventContractException">It does.</exception>
    public static void RequireArrived(DataEventType type, int schemaVersion, JsonElement data) =>
        Require(type, CheckArrived(type, schemaVersion, data));

    private static ContractViolation? Check(DataEventType type, int schemaVersion, JsonElement data, bool isOpen)
    {
        var definition = EventCatalogue.Of(type);
        if (schemaVersion != definition.SchemaVersion)
        {
            return new ContractViolation(
                "$schemaVersion",
                schemaVersion.ToString(CultureInfo.InvariantCulture),
                Text($"must be {definition.SchemaVersion}, the version of {definition.Name} in the catalogue"));
        }

        if (data.ValueKind == JsonValueKind.Undefined)
        {
            return new ContractViolation("$", Value: null, "must be there");
        }

        return CheckSize(data) ?? ShapeOf(definition, isOpen).Check(data, DeepestData);
    }

    /// <summary>Made at the first event of its type: of the many types that other systems tell, a process sees few.</summary>
    private static JsonShape ShapeOf(EventDefinition definition, bool isOpen) => definition.Payload is { } record
        ? Shapes.GetOrAdd((definition.Type, isOpen), static (key, record) => JsonShape.Of(record, key.IsOpen), record)
        : Shapes.GetOrAdd((definition.Type, true), static (_, fields) => JsonShape.Of(fields), definition.Fields);

    private static void Require(DataEventType type, ContractViolation? found)
    {
        if (found is { } violation)
        {
            throw new EventContractException(type, violation);
        }
    }

    /// <summary>
    /// White space and escapes that somebody on the way put in do not count, so what is long is written again to be measured.
    /// </summary>
    private static ContractViolation? CheckSize(JsonElement data) =>
        JsonMarshal.GetRawUtf8Value(data).Length > MostDataBytes && CloudEventWriter.Measure(data) is > MostDataBytes and var bytes
            ? new ContractViolation("$", null, Text($"has {bytes} bytes and must have at most {MostDataBytes}"))
            : null;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>
/// An event breaks its contract: its schema version or its payload (K8). The same input breaks it every time; trying again is no use.
/// </summary>
/// <param name="type">The event.</param>
/// <param name="violation">Where and how.</param>
public sealed class EventContractException(DataEventType type, ContractViolation violation) : JsonException(
    $"the payload of {type.CatalogueName()} breaks its schema: {violation}", violation.Path, lineNumber: null, bytePositionInLine: null)
{
    /// <summary>The event.</summary>
    public DataEventType Type { get; } = type;

    /// <summary>Where and how.</summary>
    public ContractViolation Violation { get; } = violation;
}

/// <summary>Reads the payload of an event.</summary>
public static class EventPayload
{
    /// <summary>Reads a payload.</summary>
    /// <exception cref="EventContractException">The data breaks the schema of the payload.</exception>
    public static TEvent Payload<TEvent>(this EventEnvelope envelope)
        where TEvent : class, IEventPayload
    {
        ArgumentNullException.ThrowIfNull(envelope);
        EventContract.RequireArrived(TEvent.Type, TEvent.SchemaVersion, envelope.Data);
        return envelope.Data.Deserialize<TEvent>(EventJson.Options)!;
    }
}
