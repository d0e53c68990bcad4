using System.Globalization;
using System.Text.Json.Nodes;
using RingRift.Eventing.Events;

namespace RingRift.Fuzzing;

/// <summary>
/// Makes payloads that keep to the published schemas, from the schemas alone: what the reader thinks of them is the question.
/// </summary>
/// <param name="random">Source of choices.</param>
public sealed class PayloadGenerator(Random random)
{
    private static readonly string[] Texts =
    [
        "a", "gpu-7", "", "umlauts äöü", "emoji \U0001F600 and \"quotes\"", "line\nbreak", "{}", "null", "0"
    ];
    private static readonly string[] Boards = ["hex8", "hexagonal", "square8", "square19"];

    private static readonly Dictionary<string, Func<Random, string>> Patterns = new(StringComparer.Ordinal)
    {
        ["^(hex8|hexagonal|square8|square19)_[2-4]p$"] = random => string.Create(
            CultureInfo.InvariantCulture, $"{Boards[random.Next(Boards.Length)]}_{random.Next(2, 5)}p"),
        ["^[A-Za-z0-9._-]{1,200}$"] = random => $"hex8_2p-{random.Next()}-selfplay.{random.Next(1000)}",
        ["^[0-9a-f]{64}$"] = random =>
        {
            Span<byte> hash = stackalloc byte[32];
            random.NextBytes(hash);
            return Convert.ToHexStringLower(hash);
        },
    };

    /// <summary>A payload of an event.</summary>
    public JsonNode Payload(DataEventType type) => Value(EventSchemas.Of(type))!;

    private JsonNode? Value(JsonObject schema)
    {
        var resolved = EventSchemas.Resolve(schema);
        return (resolved["anyOf"], resolved["enum"]) switch
        {
            (JsonArray branches, _) => Value(branches[random.Next(branches.Count)]!.AsObject()),
            (_, JsonArray names) => names[random.Next(names.Count)]!.DeepClone(),
            _ => ValueOfType(resolved),
        };
    }

    private JsonNode? ValueOfType(JsonObject schema) => TypeOf(schema) switch
    {
        "object" => Members(schema),
        "array" => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(schema["items"]!.AsObject()))]),
        "string" => Text(schema),
        "integer" => Integer(schema),
        "number" => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-10, 10)),
        "boolean" => random.Next(2) == 0,
        "null" => null,
        _ => Anything(),
    };

    private string? TypeOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => several[random.Next(several.Count)]!.GetValue<string>(),
        JsonNode one => one.GetValue<string>(),
        null => null,
    };

    private JsonObject Members(JsonObject schema)
    {
        var required = schema["required"] is JsonArray names ? names.Select(name => name!.GetValue<string>()).ToHashSet() : [];
        var members = new JsonObject();
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            if (required.Contains(name) || random.Next(3) == 0)
            {
                members[name] = Value(property!.AsObject());
            }
        }

        if (schema["additionalProperties"]?.GetValue<bool>() != false && random.Next(4) == 0)
        {
            members["weather"] = Anything();
        }

        return members;
    }

    private JsonNode Text(JsonObject schema)
    {
        if (schema["pattern"] is JsonValue pattern)
        {
            return Patterns[pattern.GetValue<string>()](random);
        }

        return schema["format"]?.GetValue<string>() == "date-time"
            ? DateTimeOffset.UnixEpoch.AddSeconds(random.Next()).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
            : Texts[random.Next(Texts.Length)];
    }

    private JsonNode Integer(JsonObject schema)
    {
        var (least, most) = (schema["minimum"]!.GetValue<long>(), schema["maximum"]!.GetValue<long>());
        return random.Next(4) switch
        {
            0 => least,
            1 => most,
            _ => Math.Clamp(random.Next(1000), least, most),
        };
    }

    private JsonNode? Anything() => random.Next(5) switch
    {
        0 => null,
        1 => random.NextDouble(),
        2 => Texts[random.Next(Texts.Length)],
        3 => new JsonArray(1, "two", new JsonObject { ["three"] = null }),
        _ => new JsonObject { ["a"] = new JsonArray(), ["b"] = new JsonObject { ["c"] = 1.5 } },
    };
}
