using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RingRift.SettingsReference;

/// <summary>The summaries of documentation comments, from the files that the build puts beside the assemblies.</summary>
internal static partial class Summaries
{
    private static readonly ConcurrentDictionary<Assembly, ILookup<string, XElement>> Documents = new();

    /// <summary>Of a type, in one line.</summary>
    public static string Of(Type type) => Find(type.Assembly, $"T:{NameOf(type)}");

    /// <summary>Of a property, in one line, without its default where it gives no reason for it.</summary>
    public static string Of(PropertyInfo property) =>
        BareDefault().Replace(Find(property.DeclaringType!.Assembly, $"P:{NameOf(property.DeclaringType)}.{property.Name}"), string.Empty);

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string Find(Assembly assembly, string member) => Blanks().Replace(
        string.Concat((Documents.GetOrAdd(assembly, Read)[member].FirstOrDefault()?.Element("summary")
            ?? throw new InvalidDataException($"{member} has no summary")).Nodes().Select(Markdown)), " ").Trim();

    private static ILookup<string, XElement> Read(Assembly assembly) =>
        XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").ToLookup(member => (string)member.Attribute("name")!, StringComparer.Ordinal);

    private static string Markdown(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" } see => $"`{((string)see.Attribute("cref")!).Split('.')[^1]}`",
        XElement element => $"`{element.Value}`",
        _ => ((XText)node).Value.Replace("|", "\\|", StringComparison.Ordinal),
    };

    [GeneratedRegex(@" Default [^.:;(]*(\.\d+)?\.$")]
    private static partial Regex BareDefault();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
