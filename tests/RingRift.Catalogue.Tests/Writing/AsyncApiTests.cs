using System.Text.Json.Nodes;

namespace RingRift.Catalogue.Tests.Writing;

public sealed class AsyncApiTests
{
    private static readonly JsonNode Document = Read("asyncapi.json");
    private static readonly JsonNode Schemas = Read("events.schema.json");

    [Fact]
    public void When_read_should_have_a_message_for_every_event() =>
        Assert.Equal(Repository.Catalogue.Events.Select(entry => entry.Name), Document["components"]!["messages"]!.AsObject().Select(message => message.Key));

    [Fact]
    public void When_it_refers_to_something_should_refer_to_what_exists()
    {
        var references = References(Document).ToList();
        Assert.True(references.Count > 3 * Repository.Catalogue.Events.Count);
        Assert.All(references, reference => Assert.NotNull(Target(reference)));
    }

    [Fact]
    public void When_an_event_has_consumers_should_have_an_operation_for_each() =>
        Assert.Equal(
            Repository.Catalogue.Events.SelectMany(entry => entry.Consumers.Select(consumer => $"receive-{entry.Name}-by-{consumer}")),
            Document["operations"]!.AsObject().Select(operation => operation.Key).Where(id => id.StartsWith("receive-", StringComparison.Ordinal)));

    [Fact]
    public void When_only_nodes_outside_emit_it_should_be_received_and_never_sent()
    {
        var operations = Document["operations"]!.AsObject();
        Assert.All(
            Repository.Catalogue.Events.Where(entry => entry.IsExternal),
            entry => Assert.True(operations.ContainsKey($"accept-{entry.Name}") && !operations.ContainsKey($"send-{entry.Name}")));
    }

    private static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", name)))!;

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => member.Key == "$ref" ? [member.Value!.GetValue<string>()] : References(member.Value)),
        JsonArray several => several.SelectMany(References),
        _ => [],
    };

    private static JsonNode? Target(string reference)
    {
        var parts = reference.Split('#');
        return parts[1].Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate((JsonNode?)(parts[0] == "./events.schema.json" ? Schemas : Document), (node, step) => node?[step]);
    }
}
