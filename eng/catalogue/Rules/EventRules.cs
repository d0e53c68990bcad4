using System.Text.RegularExpressions;
using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Rules;

/// <summary>What every event has to keep to, whatever the others are.</summary>
internal static partial class EventRules
{
    private static readonly string[] Transports = ["process", "stage", "cluster"];
    private static readonly string[] Origins = [EventEntry.Pipeline, EventEntry.External];

    public static IEnumerable<string> Check(EventEntry entry)
    {
        if (!EventName().IsMatch(entry.Name))
        {
            yield return $"name '{entry.Name}' must be upper snake case";
        }

        string[] errors =
        [
            .. OneOf("transport", entry.Transport, Transports), .. OneOf("origin", entry.Origin, Origins), .. Texts(entry), .. Keys(entry),
        ];
        foreach (var error in errors)
        {
            yield return error;
        }
    }

    private static IEnumerable<string> OneOf(string member, string value, string[] allowed) =>
        allowed.Contains(value) ? [] : [$"{member} '{value}' must be one of {string.Join(", ", allowed)}"];

    private static IEnumerable<string> Texts(EventEntry entry)
    {
        if (entry.SchemaVersion < 1)
        {
            yield return $"schemaVersion {entry.SchemaVersion} must be 1 or more";
        }

        if (string.IsNullOrWhiteSpace(entry.Category))
        {
            yield return "category must not be empty";
        }

        if (!entry.Description.EndsWith('.'))
        {
            yield return $"description '{entry.Description}' must be a sentence";
        }

        if (entry.IsExternal && entry.Emitters.Count > 0)
        {
            yield return $"emitters '{string.Join(", ", entry.Emitters)}' must be left out for origin external: nobody here emits it";
        }
    }

    private static IEnumerable<string> Keys(EventEntry entry)
    {
        foreach (var key in entry.Key.Where(key => !entry.Payload.Any(field => field.Name == key && field.Required)))
        {
            yield return $"key field '{key}' must be a required field of the payload";
        }

        if (entry.Key.Distinct(StringComparer.Ordinal).Count() != entry.Key.Count)
        {
            yield return $"key '{string.Join(", ", entry.Key)}' must name each field once";
        }
    }

    [GeneratedRegex("^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$")]
    private static partial Regex EventName();
}
