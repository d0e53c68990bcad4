using RingRift.Eventing.Events;

namespace RingRift.Eventing.Catalogue;

/// <summary>
/// The event catalogue: what <c>catalogue.json</c> declares, as a table. The file is read at run time; <c>eng/catalogue</c> makes the enum
/// and the records of payloads from it (ADR 0017).
/// </summary>
public static class EventCatalogue
{
    private static readonly EventDefinition[] Table = CatalogueFile.Instance.Events;

    /// <summary>All events, in the order of <see cref="DataEventType"/>.</summary>
    public static IReadOnlyList<EventDefinition> All { get; } = Table.AsReadOnly();

    /// <summary>The events that another text of a catalogue declares, in its order; for tools that ask what would follow from it.</summary>
    /// <param name="text">The text, as UTF-8; it keeps to the rules of <c>eng/catalogue</c>.</param>
    public static IReadOnlyList<EventDefinition> Parse(ReadOnlySpan<byte> text) => CatalogueFile.Parse(text).Events;

    /// <summary>The definition of an event, in constant time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no event of the catalogue.</exception>
    public static EventDefinition Of(DataEventType type) => (uint)type < (uint)Table.Length
        ? Table[(int)type]
        : throw new ArgumentOutOfRangeException(nameof(type), type, "must be an event of the catalogue");
}
