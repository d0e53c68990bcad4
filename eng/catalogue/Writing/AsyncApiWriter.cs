using System.Text.Json.Nodes;
using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Writing;

/// <summary>
/// Writes the AsyncAPI 3.0 document: one channel for each transport, one message for each event, one operation for each event that this system
/// sends and for each consumer that receives.
/// </summary>
internal static class AsyncApiWriter
{
    private const string Schemas = "./events.schema.json#/$defs/";

    private static readonly (string Id, string? Address, string Title, string Description, string[] Transports)[] Channels =
    [
        ("cross-process-queue", "ringrift-pipeline", "CrossProcessQueue", "The Event Grid topic with its subscriptions and storage queues: durable consumers anywhere.", ["stage", "cluster"]),
        ("stage-event-bus", null, "StageEventBus", "The stage transitions that commit with these events, to subscribers in the process that committed them.", ["stage"]),
        ("data-event-bus", null, "DataEventBus", "Every event, to subscribers in the process that published it.", ["process", "stage", "cluster"]),
    ];

    public static string Write(CatalogueDocument document) => JsonText.Of(new JsonObject
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "RingRift events",
            ["version"] = "1.0.0",
            ["description"] = "Generated from catalogue.json by eng/catalogue.",
        },
        ["defaultContentType"] = "application/cloudevents+json",
        ["channels"] = new JsonObject(Channels.Select(channel => KeyValuePair.Create<string, JsonNode?>(channel.Id, ChannelOf(channel, document)))),
        ["operations"] = new JsonObject(document.Events.SelectMany(OperationsOf)),
        ["components"] = new JsonObject
        {
            ["messages"] = new JsonObject(document.Events.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Name, MessageOf(entry)))),
        },
    });

    private static JsonObject ChannelOf((string Id, string? Address, string Title, string Description, string[] Transports) channel, CatalogueDocument document) => new()
    {
        ["address"] = channel.Address,
        ["title"] = channel.Title,
        ["description"] = channel.Description,
        ["messages"] = new JsonObject(document.Events
            .Where(entry => channel.Transports.Contains(entry.Transport) && (!entry.IsExternal || channel.Address is not null))
            .Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Name, Reference($"#/components/messages/{entry.Name}")))),
    };

    private static JsonObject MessageOf(EventEntry entry) => new()
    {
        ["name"] = entry.WireName,
        ["title"] = entry.Name,
        ["summary"] = entry.Description,
        ["contentType"] = "application/cloudevents+json",
        ["tags"] = new JsonArray(new JsonObject { ["name"] = entry.Category }, new JsonObject { ["name"] = entry.Kind }, new JsonObject { ["name"] = entry.Origin }),
        ["payload"] = new JsonObject
        {
            ["schemaFormat"] = "application/schema+json;version=2020-12",
            ["schema"] = new JsonObject
            {
                ["allOf"] = new JsonArray(Reference(Schemas + "CloudEvent"), new JsonObject
                {
                    ["properties"] = new JsonObject
                    {
                        ["type"] = new JsonObject { ["const"] = entry.WireName },
                        ["dataschema"] = new JsonObject { ["const"] = $"urn:ringrift:events:{entry.Name.ToLowerInvariant()}:{CodeWriter.Number(entry.SchemaVersion)}" },
                        ["data"] = Reference(Schemas + entry.Name),
                    },
                }),
            },
        },
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> OperationsOf(EventEntry entry)
    {
        var channel = entry.Transport == "process" ? "data-event-bus" : "cross-process-queue";
        if (entry.IsExternal)
        {
            yield return Operation($"accept-{entry.Name}", "receive", channel, entry, "Accepted from outside, validated, logged and routed.");
        }
        else
        {
            var by = entry.Emitters.Count > 0 ? $"Sent by {string.Join(", ", entry.Emitters)}." : "Declared; nothing sends it yet.";
            yield return Operation($"send-{entry.Name}", "send", channel, entry, by);
        }

        foreach (var consumer in entry.Consumers)
        {
            yield return Operation($"receive-{entry.Name}-by-{consumer}", "receive", channel, entry, $"Received by {consumer}.");
        }
    }

    private static KeyValuePair<string, JsonNode?> Operation(string id, string action, string channel, EventEntry entry, string summary) => KeyValuePair.Create<string, JsonNode?>(id, new JsonObject
    {
        ["action"] = action,
        ["channel"] = Reference($"#/channels/{channel}"),
        ["summary"] = summary,
        ["messages"] = new JsonArray(Reference($"#/channels/{channel}/messages/{entry.Name}")),
    });

    private static JsonObject Reference(string to) => new() { ["$ref"] = to };
}
