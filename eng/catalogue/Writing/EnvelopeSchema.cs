using System.Text.Json.Nodes;

namespace RingRift.Catalogue.Writing;

/// <summary>The schema of the CloudEvents 1.0 envelope that every event travels in (JSON format, structured mode).</summary>
internal static class EnvelopeSchema
{
    private static readonly (string Name, string Description, bool Required)[] Attributes =
    [
        ("specversion", "Always 1.0.", true),
        ("id", "Id of the event; the same for every delivery and repeated publishing.", true),
        ("source", "Who emitted it, a URI reference.", true),
        ("type", "Wire name of the event.", true),
        ("subject", "Subject for filters: config/iteration where it has one.", true),
        ("time", "When the fact became true (RFC 3339).", true),
        ("datacontenttype", "Always application/json.", false),
        ("dataschema", "urn:ringrift:events:NAME:VERSION.", true),
        ("correlationid", "Names the chain it belongs to.", true),
        ("causationid", "Id of the event that led to it; its own for the first of a chain.", true),
        ("traceparent", "W3C trace context of the publisher.", false),
        ("tracestate", "W3C vendor data.", false),
        ("replayid", "Names the replay that sent it once more; absent for an ordinary delivery.", false),
    ];

    public static JsonObject Create() => new()
    {
        ["description"] = "CloudEvents 1.0 in the JSON format, with the extensions of this system.",
        ["type"] = "object",
        ["properties"] = new JsonObject(Attributes.Select(attribute => KeyValuePair.Create<string, JsonNode?>(
            attribute.Name, new JsonObject { ["description"] = attribute.Description, ["type"] = "string" }))),
        ["required"] = new JsonArray(
            [.. Attributes.Where(attribute => attribute.Required).Select(attribute => (JsonNode)attribute.Name), "data"]),
    };
}
