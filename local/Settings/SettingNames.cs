using System.Text.RegularExpressions;

namespace RingRift.Local.Settings;

/// <summary>Judges names of settings, so that a mistyped one is refused instead of having no effect.</summary>
/// <param name="known">Names of the options' properties by section; a section may have several parts, with colons between.</param>
internal sealed partial class SettingNames(ILookup<string, string> known)
{
    // Sections of the platform, whose names are open.
    private static readonly string[] Open = ["Logging", "AzureFunctionsJobHost", "FunctionKeys"];

    /// <summary>What is wrong with a name, and what would be right; null when nothing is.</summary>
    /// <param name="name">Section and property, <c>Pipeline:GamesPerShard</c> or <c>Pipeline__GamesPerShard</c>; case is ignored.</param>
    public string? FindFault(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var parts = name.Replace("__", ":", StringComparison.Ordinal).Split(':');
        if ((parts.Length == 1 && EnvironmentVariable().IsMatch(name))
            || (parts.Length > 1 && Open.Contains(parts[0], StringComparer.OrdinalIgnoreCase)))
        {
            return null;
        }

        // The longest section that fits: one may begin like another. What follows the property is inside of it, such as the index of a
        // list.
        for (var length = parts.Length - 1; length > 0; length--)
        {
            if (known[string.Join(':', parts[..length])].ToList() is { Count: > 0 } properties)
            {
                return properties.Contains(parts[length], StringComparer.OrdinalIgnoreCase)
                    ? null
                    : $"section {string.Join(':', parts[..length])} has no setting '{parts[length]}'; it has {InOrder(properties)}";
            }
        }

        return $"there is no such section; there are {InOrder(known.Select(section => section.Key).Concat(Open))}, written SECTION:NAME";
    }

    private static string InOrder(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex(@"\A[A-Z][A-Z0-9]*(_[A-Z0-9]+)*\z")]
    private static partial Regex EnvironmentVariable();
}
