using System.Text.Json.Nodes;

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

/// <summary>A hand-written type that payloads hold: a value with behaviour, or an enumeration.</summary>
public sealed record NamedType
{
    /// <summary>Name of the C# type.</summary>
    public required string ClrType { get; init; }

    /// <summary>Namespace of the C# type; null for that of the payloads.</summary>
    public string? ClrNamespace { get; init; }

    /// <summary>What it is, a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Its JSON Schema; <c>#/$defs/NAME</c> refers to another named type.</summary>
    public required JsonObject Schema { get; init; }
}

/// <summary>A spelling of another system and the event it means.</summary>
public sealed record Synonym
{
    /// <summary>The spelling.</summary>
    public required string Spelling { get; init; }

    /// <summary>Name of the event.</summary>
    public required string Event { get; init; }

    /// <summary>Why it is not taken for that event; null for an accepted spelling.</summary>
    public string? Reason { get; init; }
}
