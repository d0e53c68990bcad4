using System.Globalization;
using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Writing;

/// <summary>Writes the records of payloads that this system emits: strict camel case. Payloads from outside have no record.</summary>
internal sealed class PayloadWriter(CatalogueDocument document)
{
    public string Write(IReadOnlyList<EventEntry> entries) =>
        entries.Aggregate(new CodeWriter(entries.SelectMany(Usings), Names.Payloads), Append).ToString();

    /// <summary>Writes which record belongs to which event.</summary>
    public string WriteTable()
    {
        var code = new CodeWriter([Names.Payloads], Names.Catalogue).Line()
            .Summary("The records of the payloads that this system emits.")
            .Line("internal static class EventPayloads").Open()
            .Summary("The record of an event's payload; null for an event from outside, whose payload stays JSON.")
            .Line("public static Type? Of(DataEventType type) => type switch").Open();
        foreach (var type in document.Events.Where(entry => !entry.IsExternal).Select(entry => Names.TypeOf(entry.Name)))
        {
            code.Line($"DataEventType.{type} => typeof({type}),");
        }

        return code.Line("_ => null,").Close("};").Close().ToString();
    }

    private static bool IsOfIteration(EventEntry entry) =>
        entry.Payload.Any(field => field is { Name: "config", Type: "config", Required: true })
        && entry.Payload.Any(field => field is { Name: "iteration", Type: "ordinal", Required: true });

    private CodeWriter Append(CodeWriter code, EventEntry entry)
    {
        var type = Names.TypeOf(entry.Name);
        var inherited = IsOfIteration(entry);
        code.Line().Summary(entry.Description)
            .Line($"public sealed record {type} : {(inherited ? "IPipelineEvent" : "IEventPayload")}").Open()
            .Line("/// <inheritdoc/>").Line($"public static DataEventType Type => DataEventType.{type};").Line()
            .Line("/// <inheritdoc/>").Line($"public static int SchemaVersion => {CodeWriter.Number(entry.SchemaVersion)};");
        foreach (var field in entry.Payload)
        {
            Append(code.Line(), field, entry, inherited && (field.Name is "config" or "iteration"));
        }

        if (entry.PayloadOf is { } shared)
        {
            AppendFactory(code.Line(), entry, Names.TypeOf(shared));
        }

        return code.Close();
    }

    private void Append(CodeWriter code, FieldEntry field, EventEntry entry, bool inherited)
    {
        _ = inherited ? code.Line("/// <inheritdoc/>") : code.Summary(field.Description);
        code.Line(ConstraintOf(field));
        var property = PropertyOf(field, Names.TypeOf(entry.Name));
        code.Line($"public {(field.Required ? "required " : string.Empty)}{ClrTypeOf(field)} {property} {{ get; init; }}");
    }

    /// <summary>A member must not be named like its type.</summary>
    private static string PropertyOf(FieldEntry field, string type) =>
        Names.PropertyOf(field.Name) is var name && name == type ? $"{name}Text" : name;

    /// <summary>Writes what makes a payload of another one with the same fields.</summary>
    private static void AppendFactory(CodeWriter code, EventEntry entry, string other)
    {
        var type = Names.TypeOf(entry.Name);
        code.Summary("The same facts under this name.")
            .Line("/// <param name=\"other\">The facts.</param>")
            .Line($"public static {type} From({other} other)").Open()
            .Line("ArgumentNullException.ThrowIfNull(other);")
            .Line($"return new {type}").Open();
        foreach (var field in entry.Payload)
        {
            code.Line($"{PropertyOf(field, type)} = other.{PropertyOf(field, other)},");
        }

        code.Close("};").Close();
    }

    /// <summary>What the type of a field asks for beyond its C# type, as the attribute that the reader of payloads looks for.</summary>
    private static string? ConstraintOf(FieldEntry field) => FieldType.Known.GetValueOrDefault(FieldType.ElementOf(field.Type!)) switch
    {
        { Pattern: { } pattern, Rule: { } rule } =>
            $"[RegularExpression({CodeWriter.Literal(pattern)}, ErrorMessage = {CodeWriter.Literal($"must be {rule}")})]",
        { Minimum: { } minimum, Rule: { } rule } => string.Create(
            CultureInfo.InvariantCulture, $"[Range({minimum}, int.MaxValue, ErrorMessage = {CodeWriter.Literal($"must be {rule}")})]"),
        _ => null,
    };

    private string ClrTypeOf(FieldEntry field)
    {
        var element = FieldType.ElementOf(field.Type!);
        var clr = FieldType.Known.TryGetValue(element, out var known) ? known.ClrType : document.NamedTypes[element].ClrType;
        return (FieldType.IsList(field.Type!) ? $"IReadOnlyList<{clr}>" : clr) + (field.Required ? string.Empty : "?");
    }

    private IEnumerable<string> Usings(EventEntry entry) => entry.Payload
        .Select(field => document.NamedTypes.GetValueOrDefault(FieldType.ElementOf(field.Type!))?.ClrNamespace)
        .OfType<string>()
        .Concat(entry.Payload.Any(field => ConstraintOf(field) is not null) ? ["System.ComponentModel.DataAnnotations"] : []);
}
