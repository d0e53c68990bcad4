using System.Globalization;
using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Writing;

/// <summary>Writes the records of payloads: strict camel case for events from here, tolerant snake case for those from outside.</summary>
internal sealed class PayloadWriter(CatalogueDocument document)
{
    /// <summary>Member that keeps what a payload from outside holds beyond the catalogue.</summary>
    private const string Further = "Further";

    public string Write(EventEntry entry) => Append(new CodeWriter(Usings(entry), Names.Payloads), entry).ToString();

    public string WriteExternal(IEnumerable<EventEntry> entries) =>
        entries.Aggregate(new CodeWriter(["System.Text.Json", "System.Text.Json.Serialization"], Names.ExternalPayloads), Append).ToString();

    private static bool IsOfIteration(EventEntry entry) =>
        entry.Payload.Any(field => field is { Name: "config", Type: "config", Required: true })
        && entry.Payload.Any(field => field is { Name: "iteration", Type: "ordinal", Required: true });

    private CodeWriter Append(CodeWriter code, EventEntry entry)
    {
        var type = Names.TypeOf(entry.Name);
        var inherited = !entry.IsExternal && IsOfIteration(entry);
        code.Line().Summary(entry.Description)
            .Line(entry.IsExternal ? "[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]" : null)
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

        if (entry.IsExternal)
        {
            code.Line().Summary("What the payload holds beyond the catalogue; null when there is nothing.")
                .Line("[JsonExtensionData]")
                .Line($"public Dictionary<string, JsonElement>? {Further} {{ get; init; }}");
        }

        return code.Close();
    }

    private void Append(CodeWriter code, FieldEntry field, EventEntry entry, bool inherited)
    {
        _ = inherited ? code.Line("/// <inheritdoc/>") : code.Summary(field.Description);
        if (entry.IsExternal)
        {
            code.Line($"[JsonPropertyName({CodeWriter.Literal(field.Name)})]");
        }

        code.Line(ConstraintOf(field));
        code.Line($"public {(field.Required ? "required " : string.Empty)}{ClrTypeOf(field)} {PropertyOf(field, Names.TypeOf(entry.Name))} {{ get; init; }}");
    }

    /// <summary>A member must not be named like its type.</summary>
    private static string PropertyOf(FieldEntry field, string type) => Names.PropertyOf(field.Name) is var name && name == type ? $"{name}Text" : name;

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
        { Pattern: { } pattern, Rule: { } rule } => $"[RegularExpression({CodeWriter.Literal(pattern)}, ErrorMessage = {CodeWriter.Literal($"must be {rule}")})]",
        { Minimum: { } minimum, Rule: { } rule } =>
            $"[Range({minimum.ToString(CultureInfo.InvariantCulture)}, int.MaxValue, ErrorMessage = {CodeWriter.Literal($"must be {rule}")})]",
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
