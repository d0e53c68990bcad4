namespace RingRift.Catalogue.Model;

/// <summary>The whole catalogue. References of payloads to the glossary are resolved.</summary>
public sealed record CatalogueDocument
{
    /// <summary>Glossary of the field names of RingRift's Python nodes.</summary>
    public required IReadOnlyDictionary<string, FieldEntry> Fields { get; init; }

    /// <summary>Hand-written types by name.</summary>
    public required IReadOnlyDictionary<string, NamedType> NamedTypes { get; init; }

    /// <summary>Spellings that are normalised at the edge.</summary>
    public required IReadOnlyList<Synonym> Synonyms { get; init; }

    /// <summary>Spellings that the original takes for another fact and that are refused here.</summary>
    public required IReadOnlyList<Synonym> RefusedSynonyms { get; init; }

    /// <summary>All events, in the order of the enum.</summary>
    public required IReadOnlyList<EventEntry> Events { get; init; }

    /// <summary>Headings in the order of their first event.</summary>
    public IEnumerable<IGrouping<string, EventEntry>> Categories => Events.GroupBy(entry => entry.Category, StringComparer.Ordinal);
}
