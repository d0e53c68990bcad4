using System.Collections.Frozen;
using System.Text;

namespace RingRift.Pipeline.Events;

/// <summary>Maps <see cref="DataEventType"/> to and from the CloudEvents <c>type</c> attribute.</summary>
public static class EventTypeNames
{
    /// <summary>Prefix of every CloudEvents type of this system.</summary>
    public const string Prefix = "ringrift.";

    private static readonly FrozenDictionary<DataEventType, string> Names =
        Enum.GetValues<DataEventType>().ToFrozenDictionary(type => type, type => Prefix + SnakeCase(type.ToString()));

    private static readonly FrozenDictionary<string, DataEventType> Types =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The wire name, for example <c>ringrift.selfplay_complete</c>.</summary>
    public static string WireName(this DataEventType type) => Names[type];

    /// <summary>The name ADR-001 uses, for example <c>SELFPLAY_COMPLETE</c>.</summary>
    public static string AdrName(this DataEventType type) => Names[type][Prefix.Length..].ToUpperInvariant();

    /// <summary>Finds the type of a wire name.</summary>
    public static bool TryParse(string wireName, out DataEventType type) => Types.TryGetValue(wireName, out type);

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
