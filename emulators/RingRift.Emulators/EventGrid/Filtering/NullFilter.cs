using System.Text.Json;

namespace RingRift.Emulators.EventGrid.Filtering;

/// <summary>The service's IsNullOrUndefined and IsNotNull.</summary>
/// <param name="Key">Attribute or path into the data.</param>
/// <param name="IsNullOrUndefined">True asks for a missing or null value, false for any other.</param>
public sealed record NullFilter(string Key, bool IsNullOrUndefined) : AdvancedFilter(Key)
{
    internal override int ValueCount => 0;

    internal override bool MatchesMissing => IsNullOrUndefined;

    internal override bool Matches(JsonElement value) => !IsNullOrUndefined;
}
