using System.Text.Json;

namespace RingRift.Emulators.EventGrid.Filtering;

/// <summary>The service's NumberInRange and NumberNotInRange.</summary>
/// <param name="Key">Attribute or path into the data.</param>
/// <param name="Negated">True for NumberNotInRange.</param>
/// <param name="Ranges">The alternatives; each counts as one value.</param>
public sealed record NumberRangeFilter(string Key, bool Negated, params IReadOnlyList<NumberRange> Ranges) : AdvancedFilter(Key)
{
    internal override int ValueCount => Ranges.Count;

    internal override bool IsNegated => Negated;

    internal override bool Matches(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && Ranges.Any(range => range.Contains(value.GetDouble())) != Negated;
}
