using System.Collections.Frozen;
using System.Text.Json;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Contracts;

/// <summary>Any JSON that can be stored and read again: whole characters, no name twice in an object, not too deep.</summary>
internal sealed class AnyShape : JsonShape
{
    // In this order: the list refers to the instance.
    public static AnyShape Instance { get; } = new();

    private static readonly ListShape Elements = new(Instance);
    private static readonly ObjectShape Members = new(FrozenDictionary<string, JsonMember>.Empty, isOpen: true);

    public override ContractViolation? Check(JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array when depth == 0 => JsonText.TooDeep,
        JsonValueKind.Object => Members.Check(value, depth),
        JsonValueKind.Array => Elements.Check(value, depth),
        JsonValueKind.String => JsonText.IsWhole(value) ? null : Broken(value, JsonText.WholeRule),
        _ => null,
    };
}
