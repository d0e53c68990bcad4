using System.Collections.Frozen;
using System.Text.Json;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Contracts;

/// <summary>An object with declared members; an open one keeps others as they are.</summary>
internal sealed class ObjectShape(FrozenDictionary<string, JsonMember> members, bool isOpen) : JsonShape
{
    private readonly string[] _required = [.. members.Where(member => member.Value.IsRequired).Select(member => member.Key).Order(StringComparer.Ordinal)];

    public override ContractViolation? Check(JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return Broken(value, "must be an object");
        }

        if (depth == 0)
        {
            return JsonText.TooDeep;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (JsonText.NameOf(property, seen, out var name) is { } unusable)
            {
                return unusable;
            }

            if (Check(name, property.Value, depth - 1) is { } violation)
            {
                return violation.Below("." + name);
            }
        }

        return Array.Find(_required, name => !seen.Contains(name)) is { } missing ? new ContractViolation("$." + missing, Value: null, "must be there") : null;
    }

    private ContractViolation? Check(string name, JsonElement value, int depth)
    {
        if (!members.TryGetValue(name, out var member))
        {
            return isOpen ? AnyShape.Instance.Check(value, depth) : Broken(value, $"is none of the members {string.Join(", ", members.Keys.Order(StringComparer.Ordinal))}");
        }

        return value.ValueKind == JsonValueKind.Null && member.IsNullable ? null : member.Shape.Check(value, depth);
    }
}
