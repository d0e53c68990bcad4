using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Fuzzing;

namespace RingRift.Catalogue.Tests.Writing;

/// <summary>What this process holds payloads to, against the schemas that are published and against the approved text.</summary>
public sealed class PayloadSchemaTests
{
    private static readonly JsonObject Definitions = EventSchemas.Document["$defs"]!.AsObject();

    private static readonly JsonSerializerOptions Closed = Create();

    public static TheoryData<DataEventType> Types => [.. Enum.GetValues<DataEventType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void When_the_serialiser_describes_a_payload_should_say_what_the_schema_says(DataEventType type)
    {
        var definition = EventCatalogue.Of(type);
        Assert.Equal(Described(definition), JsonShape.Of(Definitions[definition.Name], Definitions));
    }

    /// <summary>
    /// Freezes the wire contract, of events from here and from outside: a change shows as a diff of this file, and needs a new schema
    /// version when a consumer could misread it.
    /// </summary>
    [Fact]
    public void When_the_wire_contract_changes_should_differ_from_the_approved_text()
    {
        var path = Committed.TestFile("contract.approved.txt");
        var actual = string.Concat(EventCatalogue.All.Select(definition =>
            $"{definition.WireName} v{definition.SchemaVersion} [{string.Join(' ', definition.BusinessKey)}] {Described(definition)}\n"));
        if (actual != File.ReadAllText(path))
        {
            File.WriteAllText(Path.ChangeExtension(path, ".received.txt").Replace(".approved", string.Empty, StringComparison.Ordinal), actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    /// <summary>
    /// What is made is held to its members; readers take more, since a newer publisher may have added some, and more forms of a time.
    /// </summary>
    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(EventJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
        options.Converters.Remove(Assert.Single(options.Converters, converter => converter is JsonConverter<DateTimeOffset>));
        return options;
    }

    private static string Described(EventDefinition definition) => definition.Payload is { } record
        ? JsonShape.Of(Closed.GetJsonSchemaAsNode(record, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }))
        : $"{{ {string.Join(", ", definition.Fields.Select(Described).Append("..."))} }}";

    private static string Described(ExternalField field) => (field.Type, field.IsRequired) switch
    {
        (ExternalFieldType.Any or ExternalFieldType.Instant, true) => $"{field.Name}: any",
        (ExternalFieldType.Any or ExternalFieldType.Instant, false) => $"{field.Name}?: any",
        (var type, true) => $"{field.Name}: {type.ToString().ToLowerInvariant()}",
        (var type, false) => $"{field.Name}?: {type.ToString().ToLowerInvariant()}|null",
    };
}
