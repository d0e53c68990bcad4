using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Writing;

/// <summary>A file that follows from the catalogue.</summary>
/// <param name="Path">Path in the repository, with slashes.</param>
/// <param name="Text">Its text, lines ended by LF.</param>
public sealed record GeneratedFile(string Path, string Text);

/// <summary>Everything that follows from a catalogue that keeps to the rules.</summary>
public static class CatalogueOutput
{
    /// <summary>Path of the catalogue in the repository.</summary>
    public const string Source = "core/RingRift.Eventing/Catalogue/catalogue.json";

    /// <summary>Folder that holds generated code and nothing else.</summary>
    public const string CodeFolder = "core/RingRift.Eventing/Catalogue/Generated";

    /// <summary>The generated half of a class of the pipeline: the names of the queues.</summary>
    public const string Queues = "core/RingRift.Pipeline/Jobs/JobQueues.g.cs";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The files that are committed.</summary>
    public static IReadOnlyList<GeneratedFile> Of(CatalogueDocument document)
    {
        var payloads = new PayloadWriter(document);
        return
        [
            Code("DataEventType", EnumWriter.Write(document)),
            Code("EventPayloads", payloads.WriteTable()),
            .. document.Events.Where(entry => !entry.IsExternal).GroupBy(entry => entry.Category, StringComparer.Ordinal)
                .Select(category => Code($"Payloads/{Names.FileOf(category.Key)}", payloads.Write([.. category]))),
            new(Queues, QueueWriter.Write(document)),
            new("docs/events.md", MarkdownWriter.Write(document)),
        ];
    }

    /// <summary>The JSON Schemas of envelope and payloads as one document; made when somebody asks for it.</summary>
    public static string Schema(CatalogueDocument document) => Text(SchemaWriter.Write(document));

    /// <summary>The AsyncAPI document, which refers to nothing outside itself; made when somebody asks for it.</summary>
    public static string AsyncApi(CatalogueDocument document) => Text(AsyncApiWriter.Write(document));

    private static GeneratedFile Code(string name, string text) => new($"{CodeFolder}/{name}.g.cs", text);

    private static string Text(JsonObject document) => document.ToJsonString(Indented) + "\n";
}
