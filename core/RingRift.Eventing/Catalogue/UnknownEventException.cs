namespace RingRift.Eventing.Catalogue;

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
