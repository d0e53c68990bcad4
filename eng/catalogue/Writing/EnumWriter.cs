using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Writing;

/// <summary>Writes the enum of all events.</summary>
internal static class EnumWriter
{
    public static string Write(CatalogueDocument document)
    {
        var code = new CodeWriter([], Names.Payloads).Line()
            .Summary("The facts and commands of the catalogue: ADR-001's main line, and what RingRift's other nodes tell; in its order.")
            .Line("public enum DataEventType")
            .Open();
        foreach (var (index, entry) in document.Events.Index())
        {
            code.Summary($"{entry.Name}: {entry.Description}").Line($"{Names.TypeOf(entry.Name)} = {CodeWriter.Number(index)},");
        }

        return code.Close().ToString();
    }
}
