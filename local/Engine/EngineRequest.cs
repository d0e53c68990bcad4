using System.Text.Json;

namespace RingRift.Local.Engine;

/// <summary>One line of the input: a JSON object with the member <c>do</c>, the members of that request, and no others.</summary>
internal sealed class EngineRequest
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 4 };

    private readonly JsonElement _json;

    private EngineRequest(JsonElement json) => _json = json;

    /// <summary>What is asked for.</summary>
    public string Do => Text("do") ?? throw new EngineFault(_json.GetRawText(), "a request needs the member 'do'.");

    /// <summary>The game that is meant; null where none is named, or not by a text.</summary>
    public string? Game => _json.TryGetProperty("game", out var game) && game.ValueKind == JsonValueKind.String ? game.GetString() : null;

    /// <exception cref="EngineFault">The line is no JSON object.</exception>
    public static EngineRequest Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Shallow);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new EngineRequest(document.RootElement.Clone())
                : throw new EngineFault(line, "a request must be a JSON object.");
        }
        catch (JsonException malformed)
        {
            throw new EngineFault(line, $"a request must be a JSON object; this is none from byte {malformed.BytePositionInLine} on.");
        }
    }

    /// <summary>Refuses members that the request does not have: a misspelt one would otherwise be passed over.</summary>
    /// <exception cref="EngineFault">Names the first such member.</exception>
    public void Allow(params ReadOnlySpan<string> names)
    {
        foreach (var member in _json.EnumerateObject())
        {
            if (member.Name != "do" && !names.Contains(member.Name))
            {
                throw new EngineFault(member.Name, $"'{Do}' has no such member; it has: {string.Join(", ", names!)}.");
            }
        }
    }

    /// <summary>A text; null where it is left out.</summary>
    /// <exception cref="EngineFault">It is something else.</exception>
    public string? Text(string name) => !_json.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new EngineFault(value.GetRawText(), $"'{name}' must be a text.");

    /// <summary>A whole number; null where it is left out.</summary>
    /// <exception cref="EngineFault">It is something else, or out of range.</exception>
    public ulong? Whole(string name, ulong least, ulong most) => !_json.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var number) && number >= least && number <= most ? number
        : throw new EngineFault(value.GetRawText(), $"'{name}' must be a whole number, {least} to {most}.");

    /// <summary>A number; null where it is left out.</summary>
    /// <exception cref="EngineFault">It is something else, or out of range.</exception>
    public double? Number(string name, double least, double most) => !_json.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most ? number
        : throw new EngineFault(value.GetRawText(), $"'{name}' must be a number, {least} to {most}.");

    /// <summary>Moves in notation: one text with blanks between them, or a list of texts; empty where they are left out.</summary>
    /// <exception cref="EngineFault">It is something else.</exception>
    public IReadOnlyList<string> Moves(string name)
    {
        if (!_json.TryGetProperty(name, out var value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
                : throw new EngineFault(value.GetRawText(), $"'{name}' must be a text of moves with blanks between, or a list of texts.");
    }
}
