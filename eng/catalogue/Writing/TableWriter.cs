using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Writing;

/// <summary>Writes the catalogue as a table in code, and the table of synonyms.</summary>
internal static class TableWriter
{
    private const string Namespace = "RingRift.Eventing.Catalogue";

    public static string WriteEvents(CatalogueDocument document)
    {
        var code = new CodeWriter([Names.Payloads, Names.ExternalPayloads], Namespace).Line()
            .Line("public static partial class EventCatalogue").Open()
            .Line("private static EventDefinition[] Definitions() =>").Open("[");
        foreach (var entry in document.Events)
        {
            Append(code, entry);
        }

        return code.Close("];").Close().ToString();
    }

    public static string WriteSynonyms(CatalogueDocument document)
    {
        var code = new CodeWriter([], Namespace).Line().Line("public static partial class EventSynonyms").Open()
            .Line("private static Dictionary<string, DataEventType> Accepted() => new(StringComparer.OrdinalIgnoreCase)").Open();
        foreach (var synonym in document.Synonyms)
        {
            code.Line($"[{CodeWriter.Literal(synonym.Spelling)}] = DataEventType.{Names.TypeOf(synonym.Event)},");
        }

        code.Close("};").Line().Line("private static Dictionary<string, string> Refused() => new(StringComparer.OrdinalIgnoreCase)").Open();
        foreach (var synonym in document.RefusedSynonyms)
        {
            code.Line($"[{CodeWriter.Literal(synonym.Spelling)}] = {CodeWriter.Literal($"is not {synonym.Event}: {synonym.Reason}")},");
        }

        return code.Close("};").Close().ToString();
    }

    private static void Append(CodeWriter code, EventEntry entry) => code
        .Line("new()").Open()
        .Line($"Type = DataEventType.{Names.TypeOf(entry.Name)},")
        .Line($"Name = {CodeWriter.Literal(entry.Name)},")
        .Line($"WireName = {CodeWriter.Literal(entry.WireName)},")
        .Line($"Category = {CodeWriter.Literal(entry.Category)},")
        .Line($"Description = {CodeWriter.Literal(entry.Description)},")
        .Line($"Kind = EventKind.{Names.PropertyOf(entry.Kind)},")
        .Line($"Transport = EventTransport.{Names.PropertyOf(entry.Transport)},")
        .Line($"Origin = EventOrigin.{Names.PropertyOf(entry.Origin)},")
        .Line($"SchemaVersion = {CodeWriter.Number(entry.SchemaVersion)},")
        .Line($"BusinessKey = {CodeWriter.Literals(entry.Key)},")
        .Line($"Emitters = {CodeWriter.Literals(entry.Emitters)},")
        .Line($"Consumers = {CodeWriter.Literals(entry.Consumers)},")
        .Line($"Payload = typeof({Names.TypeOf(entry.Name)}),")
        .Close("},");
}
