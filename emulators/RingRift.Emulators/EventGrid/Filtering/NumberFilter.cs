using System.Text.Json;

namespace RingRift.Emulators.EventGrid.Filtering;

/// <summary>The service's Number… operators but for the ranges.</summary>
/// <param name="Key">Attribute or path into the data.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Values">The alternatives.</param>
public sealed record NumberFilter(string Key, NumberFilterOperator Operator, params IReadOnlyList<double> Values) : AdvancedFilter(Key)
{
    internal override int ValueCount => Values.Count;

    internal override bool IsNegated => Operator is NumberFilterOperator.NotIn;

    internal override bool MatchesMissing => Operator is NumberFilterOperator.NotIn;

    internal override bool Matches(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && Values.Any(one => Compare(value.GetDouble(), one)) != IsNegated;

    private bool Compare(double number, double one) => Operator switch
    {
        NumberFilterOperator.LessThan => number < one,
        NumberFilterOperator.LessThanOrEquals => number <= one,
        NumberFilterOperator.GreaterThan => number > one,
        NumberFilterOperator.GreaterThanOrEquals => number >= one,
        _ => number.Equals(one),
    };
}
