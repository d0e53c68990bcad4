using System.Text.Json;

namespace RingRift.Emulators.EventGrid.Filtering;

/// <summary>The service's BoolEquals.</summary>
/// <param name="Key">Attribute or path into the data.</param>
/// <param name="Value">The value asked for.</param>
public sealed record BoolFilter(string Key, bool Value) : AdvancedFilter(Key)
{
    internal override int ValueCount => 1;

    internal override bool Matches(JsonElement value) => value.ValueKind == (Value ? JsonValueKind.True : JsonValueKind.False);
}
