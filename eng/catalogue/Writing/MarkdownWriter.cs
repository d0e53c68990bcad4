using System.Text;
using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Writing;

/// <summary>Writes the reference for people, <c>docs/events.md</c>.</summary>
internal static class MarkdownWriter
{
    public static string Write(CatalogueDocument document)
    {
        var text = new StringBuilder(Introduction(document));
        foreach (var category in document.Categories)
        {
            text.Append($"* [{category.Key}](#{Anchor(category.Key)}) ({category.Count()})\n");
        }

        text.Append("* [Synonyms](#synonyms)\n");
        foreach (var category in document.Categories)
        {
            Append(text, category);
        }

        AppendSynonyms(text, document);
        return text.ToString();
    }

    private static string Introduction(CatalogueDocument document) =>
        $"""
        # Events

        Generated from `core/RingRift.Eventing/Catalogue/catalogue.json` by `dotnet run --project eng/catalogue`; edit that file, not this one.
        Payloads as JSON Schema: [events.schema.json](events.schema.json). Channels and operations as AsyncAPI 3.0: [asyncapi.json](asyncapi.json).

        {document.Events.Count} events: {document.Events.Count(entry => !entry.IsExternal)} of this system, {document.Events.Count(entry => entry.IsExternal)} that only RingRift's Python nodes
        emit. The latter are accepted from outside, validated, logged and routed; their fields are optional unless they are part of the key, and unknown fields are kept.
        Payloads of this system are strict: camel case, every field without `?` required, unknown fields refused.

        * The CloudEvents type of an event is `ringrift.` and its name in lower case; `dataschema` is `urn:ringrift:events:NAME:VERSION`.
        * **Kind** follows from the end of the name (ADR-001): `_REQUESTED`, `_TRIGGERED`, `_STARTED`, `_PROGRESS`, `_COMPLETE(D)`, `_FAILED`, `_UPDATED`, `_CHANGED`, `_DETECTED`,
          `_RECOVERED`; everything else has occurred. A test holds every name to it.
        * **Reach**: a `process` event stays with `DataEventBus`; a `cluster` event is sent to durable consumers by `CrossProcessQueue` too; so is a `stage` event, and
          the stage transition behind it is shown by `StageEventBus`.
        * **Key** is what makes two events the same fact; `id` means that each is an occurrence of its own.
        * **Fields** have these types beside those of JSON: {Types()}.
        * **From** and **to** name components here; `outside` is RingRift's nodes, a dash is nobody yet.

        ## Contents


        """;

    private static void Append(StringBuilder text, IGrouping<string, EventEntry> category)
    {
        text.Append($"\n## {category.Key}\n\n| Event | Meaning | Fields | Key | Reach | v | From → to |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var entry in category)
        {
            var key = entry.Key.Count > 0 ? string.Join(", ", entry.Key) : "id";
            text.Append($"| `{entry.Name}` | {Cell(entry.Description)} | {Fields(entry)} | {key} | {entry.Transport} | {CodeWriter.Number(entry.SchemaVersion)} | {List(entry.Emitters)} → {List(entry.Consumers)} |\n");
        }
    }

    private static void AppendSynonyms(StringBuilder text, CatalogueDocument document)
    {
        text.Append(
            """

            ## Synonyms

            Spellings of other systems, normalised where events enter from outside and nowhere else. Upper and lower case are the same; the prefixes `ringrift.` and
            `urn:ringrift:events:` may stand before them. An event of the catalogue is never a synonym of another.

            | Spelling | Event |
            | --- | --- |

            """);
        foreach (var synonym in document.Synonyms)
        {
            text.Append($"| `{synonym.Spelling}` | `{synonym.Event}` |\n");
        }

        text.Append("\nRefused, though the original takes them for the event named: two facts would become one.\n\n| Spelling | Not | Because |\n| --- | --- | --- |\n");
        foreach (var synonym in document.RefusedSynonyms)
        {
            text.Append($"| `{synonym.Spelling}` | `{synonym.Event}` | {Cell(synonym.Reason!)} |\n");
        }
    }

    private static string Types() => string.Join("; ", FieldType.Known.Values.Where(type => type.Rule is not null).Select(type => $"`{type.Name}` is {type.Rule}"));

    private static string Fields(EventEntry entry) => entry.Payload.Count == 0
        ? "any"
        : string.Join(", ", entry.Payload.Select(field => $"`{field.Name}{(field.Required ? string.Empty : "?")}`: {field.Type}{(field.Unit is null ? string.Empty : $" ({field.Unit})")}"));

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "–" : string.Join(", ", names);

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Anchor(string heading) => heading.ToLowerInvariant().Replace(' ', '-');
}
