using RingRift.Eventing.Events;

namespace RingRift.Eventing.Catalogue;

/// <summary>
/// The one table of spellings that other systems use (K3). For the edge only, where events enter from outside; within the system an event
/// has one name.
/// </summary>
public static class EventSynonyms
{
    /// <summary>Prefix of the schema's name in <c>dataschema</c>, where a spelling may also stand.</summary>
    public const string SchemaPrefix = "urn:ringrift:events:";

    private static readonly Dictionary<string, DataEventType> Spellings = CatalogueFile.Instance.Synonyms
        .Concat(EventCatalogue.All.Select(definition => KeyValuePair.Create(definition.Name, definition.Type)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Reasons = CatalogueFile.Instance.RefusedSynonyms.ToDictionary(
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The event that a spelling means: its name or a synonym, in any case, alone or behind <c>ringrift.</c> or <see cref="SchemaPrefix"/>.
    /// </summary>
    /// <exception cref="UnknownEventException">No event is meant, or the spelling would make one fact of two.</exception>
    public static DataEventType Normalise(string spelling)
    {
        ArgumentNullException.ThrowIfNull(spelling);
        var name = WithoutPrefix(WithoutPrefix(spelling, EventTypeNames.Prefix), SchemaPrefix);
        return Spellings.TryGetValue(name, out var type)
            ? type
            : throw new UnknownEventException(
                spelling, Reasons.GetValueOrDefault(name, "must be the name of an event of the catalogue or an accepted synonym"));
    }

    private static string WithoutPrefix(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text;
}

/// <summary>A spelling names no event of the catalogue.</summary>
/// <param name="spelling">The spelling.</param>
/// <param name="rule">What it must be, or why it is refused.</param>
public sealed class UnknownEventException(string spelling, string rule) : FormatException($"event type '{spelling}': {rule}")
{
    /// <summary>The spelling.</summary>
    public string Spelling { get; } = spelling;

    /// <summary>What it must be, or why it is refused.</summary>
    public string Rule { get; } = rule;
}
