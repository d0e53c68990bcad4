using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.CloudEvents;
using RingRift.Eventing.Events;

namespace RingRift.Fuzzing;

/// <summary>Writes well-formed events around payloads, in the forms that are taken.</summary>
public sealed class EventWriter(Random random)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A CloudEvent.</summary>
    public byte[] CloudEvent(DataEventType type, JsonNode payload) => Bytes(CloudEventOf(type, payload));

    /// <summary>What is posted from outside: a CloudEvent, RingRift's own form, or a list of both.</summary>
    public byte[] Request(DataEventType type, JsonNode payload) => random.Next(4) switch
    {
        0 => Bytes(PlainOf(type, payload)),
        1 => Bytes(new JsonArray(PlainOf(type, payload.DeepClone()), CloudEventOf(type, payload))),
        _ => Bytes(CloudEventOf(type, payload)),
    };

    private static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(Plain));

    private JsonObject CloudEventOf(DataEventType type, JsonNode payload)
    {
        var id = random.Next().ToString(CultureInfo.InvariantCulture);
        var version = EventCatalogue.Of(type).SchemaVersion;
        var cloudEvent = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = "/outside/node-7",
            ["type"] = type.WireName(),
            ["time"] = "2026-03-01T12:00:00.1234567Z",
            ["subject"] = "hex8_2p/0003",
            ["datacontenttype"] = "application/json",
            ["dataschema"] = CloudEventAttributes.SchemaOf(type, version),
            ["correlationid"] = "hex8_2p-0003",
            ["causationid"] = id,
            ["data"] = payload,
        };
        if (random.Next(3) == 0)
        {
            cloudEvent["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
            cloudEvent["partitionkey"] = "p1";
        }

        return cloudEvent;
    }

    private JsonObject PlainOf(DataEventType type, JsonNode payload) => new()
    {
        [random.Next(2) == 0 ? "type" : "event_type"] = random.Next(2) == 0
            ? type.CatalogueName()
            : type.CatalogueName().ToLowerInvariant(),
        ["payload"] = payload,
        ["source"] = "node-7",
        ["timestamp"] = 1735689600.25 + random.Next(1000),
    };
}
