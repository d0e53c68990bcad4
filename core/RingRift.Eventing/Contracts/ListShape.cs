using System.Globalization;
using System.Text.Json;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Contracts;

/// <summary>A list of values of one shape.</summary>
internal sealed class ListShape(JsonShape element) : JsonShape
{
    public override ContractViolation? Check(JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return Broken(value, "must be a list");
        }

        if (depth == 0)
        {
            return JsonText.TooDeep;
        }

        var index = 0;
        foreach (var one in value.EnumerateArray())
        {
            if (element.Check(one, depth - 1) is { } violation)
            {
                return violation.Below(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
            }

            index++;
        }

        return null;
    }
}
