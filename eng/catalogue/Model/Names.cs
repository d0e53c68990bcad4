using System.Globalization;

namespace RingRift.Catalogue.Model;

/// <summary>Names that follow from those of the catalogue.</summary>
internal static class Names
{
    /// <summary>Namespace of the payloads that this system emits.</summary>
    public const string Payloads = "RingRift.Eventing.Events";

    /// <summary>Namespace of what is said about events.</summary>
    public const string Catalogue = "RingRift.Eventing.Catalogue";

    /// <summary>The CloudEvents type of an event.</summary>
    public static string WireOf(string eventName) => $"ringrift.{eventName.ToLowerInvariant()}";

    /// <summary>The value of <c>dataschema</c> for an event and its version.</summary>
    public static string SchemaOf(string eventName, int version) =>
        $"urn:ringrift:events:{eventName.ToLowerInvariant()}:{version.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The C# name of an event: of its enum member and of its payload.</summary>
    public static string TypeOf(string eventName) =>
        string.Concat(eventName.Split('_').Select(word => Capitalised(word.ToLowerInvariant())));

    /// <summary>The C# name of a field in camel or snake case.</summary>
    public static string PropertyOf(string fieldName) => string.Concat(fieldName.Split('_').Select(Capitalised));

    /// <summary>The file name of a category.</summary>
    public static string FileOf(string category) =>
        string.Concat(category.Split(' ', '-').Select(Capitalised));

    private static string Capitalised(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
