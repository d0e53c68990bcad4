using System.Text.Json.Nodes;
using RingRift.Catalogue.Writing;

namespace RingRift.Catalogue.Tests.Writing;

public sealed class AsyncApiTests
{
    private static readonly JsonNode Document = JsonNode.Parse(CatalogueOutput.AsyncApi(Committed.Catalogue))!;
    private static readonly JsonObject Operations = Document["operations"]!.AsObject();
    private static readonly IReadOnlyList<string> Names = [.. Committed.Catalogue.Events.Select(entry => entry.Name)];

    [Fact]
    public void When_read_should_have_what_AsyncAPI_3_asks_for()
    {
        Assert.Equal("3.0.0", Document["asyncapi"]!.GetValue<string>());
        Assert.All(["title", "version"], member => Assert.NotEmpty(Document["info"]![member]!.GetValue<string>()));
        Assert.All(Operations, operation =>
        {
            Assert.Contains(operation.Value!["action"]!.GetValue<string>(), new[] { "send", "receive" });
            var channel = operation.Value["channel"]!["$ref"]!.GetValue<string>();
            Assert.All(
                operation.Value["messages"]!.AsArray(),
                message => Assert.StartsWith($"{channel}/messages/", message!["$ref"]!.GetValue<string>(), StringComparison.Ordinal));
        });
    }

    [Fact]
    public void When_read_should_have_a_message_a_schema_and_a_channel_for_every_event()
    {
        Assert.Equal(Names, Document["components"]!["messages"]!.AsObject().Select(message => message.Key));
        Assert.Empty(Names.Except(Document["components"]!["schemas"]!.AsObject().Select(schema => schema.Key)));
        Assert.Equal(
            Committed.Catalogue.Events.Where(entry => entry.Transport != "process").Select(entry => entry.Name),
            Document["channels"]!["cross-process-queue"]!["messages"]!.AsObject().Select(message => message.Key));
    }

    [Fact]
    public void When_it_refers_to_something_should_refer_to_what_exists_in_it()
    {
        var references = References(Document).ToList();
        Assert.True(references.Count > 3 * Names.Count);
        Assert.All(references, reference => Assert.NotNull(Target(reference)));
    }

    [Fact]
    public void When_an_event_has_consumers_should_have_an_operation_for_each() =>
        Assert.Equal(
            Committed.Catalogue.Events.SelectMany(entry => entry.Consumers.Select(consumer => $"receive-{entry.Name}-by-{consumer.Name}")),
            Operations.Select(operation => operation.Key).Where(id => id.StartsWith("receive-", StringComparison.Ordinal)));

    [Fact]
    public void When_only_nodes_outside_emit_it_should_be_received_and_never_sent() => Assert.All(
        Committed.Catalogue.Events.Where(entry => entry.IsExternal),
        entry => Assert.True(Operations.ContainsKey($"accept-{entry.Name}") && !Operations.ContainsKey($"send-{entry.Name}")));

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => member.Key == "$ref" ? [member.Value!.GetValue<string>()] : References(member.Value)),
        JsonArray several => several.SelectMany(References),
        _ => [],
    };

    private static JsonNode? Target(string reference) => reference.StartsWith("#/", StringComparison.Ordinal)
        ? reference[2..].Split('/').Aggregate((JsonNode?)Document, (node, step) => node?[step])
        : null;
}
