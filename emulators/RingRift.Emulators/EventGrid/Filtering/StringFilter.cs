using System.Text.Json;

namespace RingRift.Emulators.EventGrid.Filtering;

/// <summary>The service's String… operators.</summary>
/// <param name="Key">Attribute or path into the data.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Values">The alternatives, at most 512 characters each.</param>
public sealed record StringFilter(string Key, StringFilterOperator Operator, params IReadOnlyList<string> Values) : AdvancedFilter(Key)
{
    internal override int ValueCount => Values.Count;

    internal override bool IsNegated => Operator
        is StringFilterOperator.NotIn
        or StringFilterOperator.NotBeginsWith
        or StringFilterOperator.NotEndsWith
        or StringFilterOperator.NotContains;

    internal override bool MatchesMissing => Operator is StringFilterOperator.NotIn;

    internal override bool Matches(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Values.Any(one => Compare(value.GetString()!, one)) != IsNegated;

    private bool Compare(string text, string one) => Operator switch
    {
        StringFilterOperator.In or StringFilterOperator.NotIn => text.Equals(one, StringComparison.OrdinalIgnoreCase),
        StringFilterOperator.BeginsWith or StringFilterOperator.NotBeginsWith => text.StartsWith(one, StringComparison.OrdinalIgnoreCase),
        StringFilterOperator.EndsWith or StringFilterOperator.NotEndsWith => text.EndsWith(one, StringComparison.OrdinalIgnoreCase),
        _ => text.Contains(one, StringComparison.OrdinalIgnoreCase),
    };
}
