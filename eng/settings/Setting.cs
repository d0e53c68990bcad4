using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace RingRift.SettingsReference;

/// <summary>One setting.</summary>
/// <param name="Name">As it is written: <c>Section:Name</c>.</param>
/// <param name="Default">As it would be written; empty for an empty text or list, null for none, or for a group.</param>
/// <param name="Range">For people.</param>
/// <param name="Effect">Markdown in one line.</param>
/// <param name="IsGroup">Whether it has no value of its own but settings below it.</param>
public sealed record Setting(string Name, string? Default, string Range, string Effect, bool IsGroup)
{
    /// <summary>The settings of an options class, in the order in which they are declared.</summary>
    public static IEnumerable<Setting> Of(RegisteredOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Of(options.Section, Activator.CreateInstance(options.Type)!);
    }

    private static IEnumerable<Setting> Of(string prefix, object defaults)
    {
        foreach (var property in defaults.GetType().GetProperties().Where(IsSetting))
        {
            var (name, value) = ($"{prefix}:{property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name}", property.GetValue(defaults));
            var isGroup = IsGroupOf(property.PropertyType);
            yield return new Setting(name, isGroup ? null : Written(value), isGroup ? string.Empty : RangeOf(property), Summaries.Of(property), isGroup);
            foreach (var inner in isGroup ? Of(name, value!) : [])
            {
                yield return inner;
            }
        }
    }

    private static bool IsSetting(PropertyInfo property) => property.SetMethod?.IsPublic == true || IsGroupOf(property.PropertyType) || IsList(property.PropertyType);

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>);

    private static bool IsGroupOf(Type type) => type.IsClass && type.Namespace!.StartsWith(nameof(RingRift), StringComparison.Ordinal);

    private static string? Written(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        _ => string.Empty,
    };

    private static string RangeOf(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return property.GetCustomAttribute<RangeAttribute>() is { } range ? $"{Written(range.Minimum)} to {Written(range.Maximum)}"
            : type == typeof(bool) ? "`true`, `false`"
            : type.IsEnum ? string.Join(", ", Enum.GetNames(type).Select(name => $"`{name}`"))
            : IsList(type) ? "a list"
            : type == typeof(string) ? "a text"
            : type == typeof(Uri) ? "an address"
            : "a whole number";
    }
}
