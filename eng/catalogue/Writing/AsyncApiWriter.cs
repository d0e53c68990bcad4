using System.Text.Json.Nodes;
using RingRift.Catalogue.Model;
using RingRift.Catalogue.Rules;

namespace RingRift.Catalogue.Writing;

/// <summary>
/// Writes the AsyncAPI 3.0 document: one channel for each transport, one message for each event, one operation for each event that this
/// system sends and for each consumer that receives.
/// </summary>
internal static class AsyncApiWriter
{
    private const string Schemas = "#/components/schemas/";

    private static readonly Channel[] Channels =
    [
        new(
            "cross-process-queue",
            "ringrift-pipeline",
            "CrossProcessQueue",
            "The Event Grid topic with its subscriptions and storage queues: durable consumers anywhere.",
            ["stage", "cluster"]),
        new(
            "stage-event-bus",
            null,
            "StageEventBus",
            "The stage transitions that commit with these events, to subscribers in the process that committed them.",
            ["stage"]),
        new(
            "data-event-bus",
            null,
            "DataEventBus",
            "Every event, to subscribers in the process that published it.",
            ["process", "stage", "cluster"]),
    ];

    public static JsonObject Write(CatalogueDocument document) => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "RingRift events",
            ["version"] = "1.0.0",
            ["description"] = "Generated from catalogue.json by eng/catalogue.",
        },
        ["defaultContentType"] = "application/cloudevents+json",
        ["channels"] = Named(Channels, channel => channel.Id, channel => ChannelOf(channel, document)),
        ["operations"] = new JsonObject(document.Events.SelectMany(OperationsOf)),
        ["components"] = new JsonObject
        {
            ["messages"] = Named(document.Events, entry => entry.Name, MessageOf),
            ["schemas"] = Rebased(SchemaWriter.Definitions(document)),
        },
    };

    private static JsonObject ChannelOf(Channel channel, CatalogueDocument document) => new()
    {
        ["address"] = channel.Address,
        ["title"] = channel.Title,
        ["description"] = channel.Description,
        ["messages"] = Named(
            document.Events.Where(channel.Carries),
            entry => entry.Name,
            entry => Reference($"#/components/messages/{entry.Name}")),
    };

    private static JsonObject MessageOf(EventEntry entry) => new()
    {
        ["name"] = Names.WireOf(entry.Name),
        ["title"] = entry.Name,
        ["summary"] = entry.Description,
        ["contentType"] = "application/cloudevents+json",
        ["tags"] = new JsonArray(Tag(entry.Category), Tag(NamingRule.KindOf(entry.Name)), Tag(entry.Origin)),
        ["payload"] = new JsonObject
        {
            ["schemaFormat"] = "application/schema+json;version=2020-12",
            ["schema"] = new JsonObject
            {
                ["allOf"] = new JsonArray(Reference(Schemas + "CloudEvent"), new JsonObject
                {
                    ["properties"] = new JsonObject
                    {
                        ["type"] = new JsonObject { ["const"] = Names.WireOf(entry.Name) },
                        ["dataschema"] = new JsonObject { ["const"] = Names.SchemaOf(entry.Name, entry.SchemaVersion) },
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
            const string Accepted = "Accepted from outside, validated, logged and routed.";
            yield return Operation($"accept-{entry.Name}", "receive", channel, entry, Accepted);
        }
        else
        {
            var by = entry.Emitters.Count > 0 ? $"Sent by {string.Join(", ", entry.Emitters)}." : "Declared; nothing sends it yet.";
            yield return Operation($"send-{entry.Name}", "send", channel, entry, by);
        }

        foreach (var consumer in entry.Consumers.Select(one => one.Name))
        {
            yield return Operation($"receive-{entry.Name}-by-{consumer}", "receive", channel, entry, $"Received by {consumer}.");
        }
    }

    private static KeyValuePair<string, JsonNode?> Operation(string id, string action, string channel, EventEntry entry, string summary) =>
        KeyValuePair.Create<string, JsonNode?>(id, new JsonObject
        {
            ["action"] = action,
            ["channel"] = Reference($"#/channels/{channel}"),
            ["summary"] = summary,
            ["messages"] = new JsonArray(Reference($"#/channels/{channel}/messages/{entry.Name}")),
        });

    private static JsonObject Named<T>(IEnumerable<T> all, Func<T, string> name, Func<T, JsonNode> value) =>
        new(all.Select(one => KeyValuePair.Create<string, JsonNode?>(name(one), value(one))));

    private static JsonObject Tag(string name) => new() { ["name"] = name };

    private static JsonObject Reference(string to) => new() { ["$ref"] = to };

    /// <summary>Schemas whose references to one another lead to where they stand in this document.</summary>
    private static JsonObject Rebased(JsonObject schemas)
    {
        foreach (var schema in schemas.ToList())
        {
            Rebase(schema.Value);
        }

        return schemas;
    }

    private static void Rebase(JsonNode? node)
    {
        if (node is JsonArray several)
        {
            several.ToList().ForEach(Rebase);
        }
        else if (node is JsonObject one)
        {
            one.Select(member => member.Value).ToList().ForEach(Rebase);
            if (one["$ref"] is JsonValue reference)
            {
                one["$ref"] = reference.GetValue<string>().Replace(SchemaWriter.Prefix, Schemas, StringComparison.Ordinal);
            }
        }
    }

    private sealed record Channel(string Id, string? Address, string Title, string Description, string[] Transports)
    {
        public bool Carries(EventEntry entry) => Transports.Contains(entry.Transport) && (!entry.IsExternal || Address is not null);
    }
}
