namespace RingRift.Catalogue.Rules;

/// <summary>A rule that an entry of the catalogue breaks.</summary>
/// <param name="Entry">The entry, by name.</param>
/// <param name="Rule">The value and the rule it breaks.</param>
public sealed record CatalogueError(string Entry, string Rule)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Entry}: {Rule}";
}
