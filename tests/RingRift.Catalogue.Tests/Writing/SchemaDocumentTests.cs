using System.Text.Json;
using Json.Schema;
using RingRift.Catalogue.Writing;

namespace RingRift.Catalogue.Tests.Writing;

public sealed class SchemaDocumentTests
{
    private static readonly JsonElement Document = JsonSerializer.Deserialize<JsonElement>(CatalogueOutput.Schema(Committed.Catalogue));

    [Fact]
    public void When_read_should_be_a_schema_of_its_draft()
    {
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", Document.GetProperty("$schema").GetString());
        Assert.True(MetaSchemas.Draft202012.Evaluate(Document).IsValid);
    }

    [Fact]
    public void When_read_should_have_the_envelope_the_named_types_and_every_event() => Assert.Equal(
        [
            "CloudEvent", .. Committed.Catalogue.NamedTypes.Keys, .. Committed.Catalogue.Events.Select(entry => entry.Name),
        ],
        Document.GetProperty("$defs").EnumerateObject().Select(definition => definition.Name));
}
