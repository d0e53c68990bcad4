using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Writing;

/// <summary>Everything that follows from a catalogue.</summary>
public static class CatalogueOutput
{
    /// <summary>Path of the catalogue in the repository.</summary>
    public const string Source = "core/RingRift.Eventing/Catalogue/catalogue.json";

    /// <summary>Folder that holds generated code and nothing else.</summary>
    public const string CodeFolder = "core/RingRift.Eventing/Catalogue/Generated";

    /// <summary>The files of a catalogue that keeps to the rules.</summary>
    public static IReadOnlyList<GeneratedFile> Of(CatalogueDocument document)
    {
        var payloads = new PayloadWriter(document);
        return
        [
            Code("DataEventType", EnumWriter.Write(document)),
            Code("EventCatalogue", TableWriter.WriteEvents(document)),
            Code("EventSynonyms", TableWriter.WriteSynonyms(document)),
            .. document.Events.Where(entry => !entry.IsExternal).Select(entry => Code($"Payloads/{Names.TypeOf(entry.Name)}", payloads.Write(entry))),
            .. document.Events.Where(entry => entry.IsExternal).GroupBy(entry => entry.Category, StringComparer.Ordinal)
                .Select(category => Code($"External/{Names.FileOf(category.Key)}", payloads.WriteExternal(category))),
            new("docs/events.schema.json", SchemaWriter.Write(document)),
            new("docs/asyncapi.json", AsyncApiWriter.Write(document)),
            new("docs/events.md", MarkdownWriter.Write(document)),
        ];
    }

    private static GeneratedFile Code(string name, string text) => new($"{CodeFolder}/{name}.g.cs", text);
}
