using RingRift.Eventing.Events;

namespace RingRift.Eventing.Catalogue;

/// <summary>Maps <see cref="DataEventType"/> to and from the CloudEvents <c>type</c> attribute, by the catalogue.</summary>
public static class EventTypeNames
{
    /// <summary>Prefix of every CloudEvents type of this system.</summary>
    public const string Prefix = "ringrift.";

    private static readonly Dictionary<string, DataEventType> Types =
        EventCatalogue.All.ToDictionary(definition => definition.WireName, definition => definition.Type, StringComparer.Ordinal);

    /// <summary>The wire name, for example <c>ringrift.selfplay_complete</c>.</summary>
    public static string WireName(this DataEventType type) => EventCatalogue.Of(type).WireName;

    /// <summary>The name in the catalogue, for example <c>SELFPLAY_COMPLETE</c>.</summary>
    public static string CatalogueName(this DataEventType type) => EventCatalogue.Of(type).Name;

    /// <summary>Finds the type of a wire name; synonyms are not taken (<see cref="EventSynonyms"/>).</summary>
    public static bool TryParse(string wireName, out DataEventType type) => Types.TryGetValue(wireName, out type);
}
