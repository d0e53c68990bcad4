using System.Text.Json;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Json;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>
/// Finds the artifacts that a state or an event names, wherever in it they stand: a member that somebody adds later is found without a
/// change here, so that nothing can be forgotten that keeps an artifact alive.
/// </summary>
public static class ArtifactNames
{
    private const string KindMember = "kind";
    private const string HashMember = "sha256";

    /// <summary>The artifacts of a state.</summary>
    public static IEnumerable<(ArtifactKind Kind, string Sha256)> Of<TState>(TState state) =>
        In(JsonSerializer.SerializeToElement(state, EventJson.Options));

    /// <summary>The artifacts of a text; none where it is no JSON.</summary>
    public static IEnumerable<(ArtifactKind Kind, string Sha256)> InText(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. In(document.RootElement)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>The artifacts of a JSON value.</summary>
    public static IEnumerable<(ArtifactKind Kind, string Sha256)> In(JsonElement value)
    {
        var open = new Stack<JsonElement>([value]);
        while (open.TryPop(out var next))
        {
            if (next.ValueKind == JsonValueKind.Array)
            {
                Push(open, next.EnumerateArray());
            }
            else if (next.ValueKind == JsonValueKind.Object)
            {
                Push(open, next.EnumerateObject().Select(member => member.Value));
                if (TryRead(next, out var name))
                {
                    yield return name;
                }
            }
        }
    }

    private static void Push(Stack<JsonElement> open, IEnumerable<JsonElement> values)
    {
        foreach (var value in values.Where(value => value.ValueKind is JsonValueKind.Array or JsonValueKind.Object))
        {
            open.Push(value);
        }
    }

    private static bool TryRead(JsonElement value, out (ArtifactKind Kind, string Sha256) name)
    {
        name = default;
        if (!value.TryGetProperty(HashMember, out var hash) || hash.ValueKind != JsonValueKind.String
            || !value.TryGetProperty(KindMember, out var kind) || kind.ValueKind != JsonValueKind.String
            || !Enum.TryParse<ArtifactKind>(kind.GetString(), ignoreCase: true, out var known))
        {
            return false;
        }

        name = (known, hash.GetString()!);
        return true;
    }
}
