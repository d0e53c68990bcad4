namespace RingRift.Catalogue.Model;

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
