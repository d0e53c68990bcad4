using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RingRift.Architecture.Tests.Documents;

/// <summary>
/// Numbers and times of the product by name, as documents write them: <c>Section:Property</c> for a setting, <c>Type.Member</c> for a
/// constant, <c>host.json:path</c> and <c>UNIT.service:key</c> for files of the platform. Read from the sources, so that private constants count.
/// </summary>
internal static partial class SourceNumbers
{
    private static readonly Dictionary<string, TypeDeclarationSyntax[]> Types = SourceTree.Sources(SourceTree.Product)
        .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal))
        .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file.Replace('\\', '/')).GetRoot()
            .DescendantNodes().OfType<TypeDeclarationSyntax>())
        .GroupBy(type => type.Identifier.Text).ToDictionary(types => types.Key, types => types.ToArray(), StringComparer.Ordinal);

    private static readonly ILookup<string, string> Sections = Types
        .Where(type => Members(type.Value).Any(member => member.Name == "Section" && member.Value is LiteralExpressionSyntax))
        .ToLookup(type => Text(Members(type.Value).First(member => member.Name == "Section").Value), type => type.Key, StringComparer.Ordinal);

    /// <summary>Settings and constants that have a number or a time, except those of emulators and tools.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. from section in Sections
           from type in section
           from member in Members(Types[type])
           where member.IsSetting && Find(member.Value) is not null
           select $"{section.Key}:{member.Name}",
        .. from type in Types.Keys.Except(Sections.SelectMany(section => section)).Where(type => !IsTool(type))
           from member in Members(Types[type])
           where Find(member.Value) is not null
           select $"{type}.{member.Name}",
    ];

    /// <summary>Public constants of a folder.</summary>
    /// <param name="folder">From the root of the repository.</param>
    public static IEnumerable<string> PublicIn(string folder) =>
        from file in SourceTree.Sources(folder)
        from field in CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<FieldDeclarationSyntax>()
        where field.Modifiers.Any(SyntaxKind.PublicKeyword) && field.Parent is TypeDeclarationSyntax type && !Sections.Any(section => section.Contains(type.Identifier.Text))
        from one in field.Declaration.Variables
        select $"{((TypeDeclarationSyntax)field.Parent!).Identifier.Text}.{one.Identifier.Text}";

    /// <summary>The value as documents write it, for example <c>15 min</c>; null where there is none.</summary>
    public static string? Find(string name) => name.Split(':') switch
    {
        ["host.json", var path] => OfHost(path),
        [var unit, var key] when unit.EndsWith(".service", StringComparison.Ordinal) => OfUnit(unit, key),
        [var section, var property, .. var inner] => Sections[section].Select(type => Find(type, [property, .. inner])).FirstOrDefault(value => value is not null),
        _ => name.Split('.') is [var type, var member, .. var inner] ? Find(type, [member, .. inner]) : null,
    };

    private static string? Find(string type, IReadOnlyList<string> path)
    {
        var member = Types.TryGetValue(type, out var declared) ? Members(declared).FirstOrDefault(member => member.Name == path[0]) : default;
        var value = path.Count == 1 ? member.Value : Inner(type, member.Value, path[1]);
        return value is not null && Find(value) is { } number ? Written(path[^1], number) : null;
    }

    /// <summary>What an object is made with: a member that its initialiser sets, or a parameter of a record.</summary>
    private static ExpressionSyntax? Inner(string type, ExpressionSyntax? made, string name) => made is not BaseObjectCreationExpressionSyntax creation
        ? null
        : creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(set => set.Left.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))?.Right
            ?? creation.ArgumentList?.Arguments.ElementAtOrDefault(Types[type][0].ParameterList?.Parameters.IndexOf(one => one.Identifier.Text == name) ?? -1)?.Expression;

    private static IEnumerable<(string Name, ExpressionSyntax? Value, bool IsSetting)> Members(IEnumerable<TypeDeclarationSyntax> parts) => parts.SelectMany(type => type.Members).SelectMany(member => member switch
    {
        FieldDeclarationSyntax field when IsFixed(field) =>
            field.Declaration.Variables.Select(one => (one.Identifier.Text, one.Initializer?.Value, false)),
        PropertyDeclarationSyntax property => [(property.Identifier.Text, property.Initializer?.Value, IsSetting(property))],
        _ => Enumerable.Empty<(string, ExpressionSyntax?, bool)>(),
    });

    private static bool IsFixed(FieldDeclarationSyntax field) =>
        field.Modifiers.Any(SyntaxKind.ConstKeyword) || (field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword));

    private static bool IsSetting(PropertyDeclarationSyntax property) => property.AccessorList?.Accessors.Any(accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) == true;

    private static object? Find(ExpressionSyntax? value) => value switch
    {
        LiteralExpressionSyntax { Token.Value: int or long or double } literal => Convert.ToDouble(literal.Token.Value, CultureInfo.InvariantCulture),
        InvocationExpressionSyntax { ArgumentList.Arguments: [var one] } call when Of(call.Expression.ToString(), Find(one.Expression)) is { } time => time,
        CollectionExpressionSyntax { Elements.Count: > 0 } many when many.Elements.All(one => one is ExpressionElementSyntax { Expression: var inner } && Find(inner) is TimeSpan) =>
            many.Elements.Select(one => (TimeSpan)Find(((ExpressionElementSyntax)one).Expression)!).ToArray(),
        _ => null,
    };

    private static TimeSpan? Of(string method, object? number) => (method, number) switch
    {
        ("TimeSpan.FromSeconds", double value) => TimeSpan.FromSeconds(value),
        ("TimeSpan.FromMilliseconds", double value) => TimeSpan.FromMilliseconds(value),
        ("TimeSpan.FromMinutes", double value) => TimeSpan.FromMinutes(value),
        ("TimeSpan.FromHours", double value) => TimeSpan.FromHours(value),
        ("TimeSpan.FromDays", double value) => TimeSpan.FromDays(value),
        _ => null,
    };

    private static string Written(string name, object value) => value switch
    {
        double seconds when name.EndsWith("Seconds", StringComparison.Ordinal) || name.EndsWith("Sec", StringComparison.Ordinal) =>
            Written(TimeSpan.FromSeconds(seconds)),
        TimeSpan time => Written(time),
        TimeSpan[] times => string.Join(", ", times.Select(Written)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Written(TimeSpan time)
    {
        var (number, unit) = time switch
        {
            { TotalDays: >= 1 } when time.Ticks % TimeSpan.TicksPerDay == 0 => (time.TotalDays, "d"),
            { TotalHours: >= 1 } when time.Ticks % TimeSpan.TicksPerHour == 0 => (time.TotalHours, "h"),
            { TotalMinutes: >= 1 } when time.Ticks % TimeSpan.TicksPerMinute == 0 => (time.TotalMinutes, "min"),
            _ => (time.TotalSeconds, "s"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
    }

    private static string? OfHost(string path)
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        var element = host.RootElement;
        return path.Split('.').All(part => element.TryGetProperty(part, out element))
            ? element.ValueKind == JsonValueKind.String ? Written(TimeSpan.Parse(element.GetString()!, CultureInfo.InvariantCulture)) : element.GetRawText()
            : null;
    }

    private static string? OfUnit(string unit, string key) =>
        File.ReadLines(Repository.PathOf("infra", "cloud-init", unit)).Select(line => Entry().Match(line))
            .FirstOrDefault(entry => entry.Groups["key"].Value == key) is { } found
            ? Written(key, double.Parse(found.Groups["number"].Value, CultureInfo.InvariantCulture))
            : null;

    private static bool IsTool(string type) =>
        Path.GetRelativePath(Repository.Root, Types[type][0].SyntaxTree.FilePath).Split('/')[0] is "emulators" or "eng";

    private static string Text(ExpressionSyntax? value) => ((LiteralExpressionSyntax)value!).Token.ValueText;

    [GeneratedRegex(@"^(?<key>\w+)=(?<number>\d+)$")]
    private static partial Regex Entry();
}
