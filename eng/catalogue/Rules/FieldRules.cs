using System.Text.RegularExpressions;
using RingRift.Catalogue.Model;
using RingRift.Catalogue.Writing;

namespace RingRift.Catalogue.Rules;

/// <summary>What the fields of a payload have to keep to.</summary>
internal static partial class FieldRules
{
    public static IEnumerable<string> Check(EventEntry entry, CatalogueDocument document)
    {
        foreach (var twice in entry.Payload.GroupBy(field => Names.PropertyOf(field.Name), StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"field '{twice.First().Name}' must be there once";
        }

        foreach (var error in entry.Payload.SelectMany(field => Check(field, entry, document)))
        {
            yield return error;
        }
    }

    public static IEnumerable<string> CheckType(FieldEntry field, CatalogueDocument document)
    {
        if (field.Type is null || !IsKnown(FieldType.ElementOf(field.Type), document))
        {
            yield return $"type '{field.Type}' of field '{field.Name}' must be one of {string.Join(", ", FieldType.Known.Keys.Concat(document.NamedTypes.Keys))}, or a list of one";
        }

        if (!field.Description.EndsWith('.'))
        {
            yield return $"description '{field.Description}' of field '{field.Name}' must be a sentence";
        }
    }

    private static IEnumerable<string> Check(FieldEntry field, EventEntry entry, CatalogueDocument document)
    {
        if (field.Type is null)
        {
            return [$"field '{field.Name}' must be in the glossary"];
        }

        var type = FieldType.Known.GetValueOrDefault(FieldType.ElementOf(field.Type));
        if (entry.IsExternal && type?.Rule is not null)
        {
            return [$"type '{field.Type}' of field '{field.Name}' must be one without a rule of its own: what nodes outside write is taken as it is"];
        }

        var style = entry.IsExternal ? SnakeCase() : CamelCase();
        return style.IsMatch(field.Name)
            ? CheckType(field, document)
            : CheckType(field, document).Prepend($"field '{field.Name}' must be {(entry.IsExternal ? "snake case, as Python nodes write it" : "camel case")}");
    }

    private static bool IsKnown(string type, CatalogueDocument document) => FieldType.Known.ContainsKey(type) || document.NamedTypes.ContainsKey(type);

    [GeneratedRegex("^[a-z][a-zA-Z0-9]*$")]
    private static partial Regex CamelCase();

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();
}
