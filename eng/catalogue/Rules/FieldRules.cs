using System.Text.RegularExpressions;
using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Rules;

/// <summary>What the fields of a payload have to keep to.</summary>
internal static partial class FieldRules
{
    public static IEnumerable<string> Check(EventEntry entry, CatalogueDocument document)
    {
        var twice = entry.Payload.GroupBy(field => Names.PropertyOf(field.Name), StringComparer.Ordinal).Where(group => group.Count() > 1);
        return twice.Select(group => $"field '{group.First().Name}' must be there once")
            .Concat(entry.Payload.SelectMany(field => Check(field, entry, document)));
    }

    public static IEnumerable<string> CheckType(FieldEntry field, CatalogueDocument document)
    {
        if (field.Type is null || !IsKnown(FieldType.ElementOf(field.Type), document))
        {
            var known = string.Join(", ", FieldType.Known.Keys.Concat(document.NamedTypes.Keys));
            yield return $"type '{field.Type}' of field '{field.Name}' must be one of {known}, or a list of one";
        }

        if (!field.Description.EndsWith('.'))
        {
            yield return $"description '{field.Description}' of field '{field.Name}' must be a sentence";
        }
    }

    private static IEnumerable<string> Check(FieldEntry field, EventEntry entry, CatalogueDocument document) =>
        (field.Type, entry.IsExternal) switch
        {
            (null, _) => [$"field '{field.Name}' must be in the glossary"],
            (_, true) => External(field, document),
            _ when !CamelCase().IsMatch(field.Name) => CheckType(field, document).Prepend($"field '{field.Name}' must be camel case"),
            _ => CheckType(field, document),
        };

    /// <summary>External payloads are read by the glossary alone, at run time.</summary>
    private static IEnumerable<string> External(FieldEntry field, CatalogueDocument document)
    {
        if (!SnakeCase().IsMatch(field.Name))
        {
            yield return $"field '{field.Name}' must be snake case, as Python nodes write it";
        }

        if (!FieldType.OfExternalFields.Contains(field.Type!))
        {
            yield return $"type '{field.Type}' of field '{field.Name}' must be one of {string.Join(", ", FieldType.OfExternalFields)}";
        }

        if (document.Fields.GetValueOrDefault(field.Name)?.Type != field.Type)
        {
            yield return $"field '{field.Name}' must be named alone, as a field of the glossary";
        }
    }

    private static bool IsKnown(string type, CatalogueDocument document) =>
        FieldType.Known.ContainsKey(type) || document.NamedTypes.ContainsKey(type);

    [GeneratedRegex("^[a-z][a-zA-Z0-9]*$")]
    private static partial Regex CamelCase();

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();
}
