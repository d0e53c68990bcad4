using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using RingRift.Pipeline.Events.Catalogue;

namespace RingRift.Pipeline.Events.Contracts;

/// <summary>
/// Holds events to what the catalogue declares, where they are made and where they arrive: a payload that passes here can be read as its record, written
/// again and stored. What <c>docs/events.schema.json</c> says of a payload is what is asked for here; a test compares the two on seeded payloads.
/// </summary>
public static class EventContract
{
    /// <summary>Most bytes of a payload in UTF-8 with nothing escaped but what JSON demands: <see cref="EventSize.MostBytes"/> with room for attributes.</summary>
    public const int MostDataBytes = EventSize.MostBytes - 1024;

    /// <summary>Deepest nesting of a payload: readers stop at 64, and a payload is read inside envelopes and lists.</summary>
    public const int DeepestData = 32;

    private static readonly ConcurrentDictionary<Type, JsonShape> Shapes = new();

    /// <summary>The first violation; null for a payload that keeps its contract.</summary>
    /// <param name="type">The event.</param>
    /// <param name="schemaVersion">Version the payload is said to have.</param>
    /// <param name="data">The payload.</param>
    public static ContractViolation? Check(DataEventType type, int schemaVersion, JsonElement data)
    {
        var definition = EventCatalogue.Of(type);
        if (schemaVersion != definition.SchemaVersion)
        {
            return new ContractViolation(
                "$schemaVersion",
                schemaVersion.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"must be {definition.SchemaVersion}, the version of {definition.Name} in the catalogue"));
        }

        if (data.ValueKind == JsonValueKind.Undefined)
        {
            return new ContractViolation("$", Value: null, "must be there");
        }

        return CheckSize(data) ?? Shapes.GetOrAdd(definition.Payload, JsonShape.Of).Check(data, DeepestData);
    }

    /// <summary>Refuses an event that breaks its contract.</summary>
    /// <exception cref="EventContractException">It does.</exception>
    public static void Require(DataEventType type, int schemaVersion, JsonElement data)
    {
        if (Check(type, schemaVersion, data) is { } violation)
        {
            throw new EventContractException(type, violation);
        }
    }

    /// <summary>White space and escapes that somebody on the way put in do not count, so what is long is written again to be measured.</summary>
    private static ContractViolation? CheckSize(JsonElement data) =>
        JsonMarshal.GetRawUtf8Value(data).Length > MostDataBytes && CloudEventWriter.Measure(data) is > MostDataBytes and var bytes
            ? new ContractViolation("$", null, string.Create(CultureInfo.InvariantCulture, $"has {bytes} bytes and must have at most {MostDataBytes}"))
            : null;
}
