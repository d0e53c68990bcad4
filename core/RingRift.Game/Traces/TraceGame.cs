using System.Text.Json;

namespace RingRift.Game.Traces;

/// <summary>A recorded game as read from its line.</summary>
internal sealed record TraceGame(
    GameRules Rules, string Seed, TraceConstants Constants, string StartHash, IReadOnlyList<TracePly> Plies, TraceEnd End)
{
    private const int Version = 1;

    public static TraceGame Parse(TraceLine line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.Text);
            return Read(document.RootElement);
        }
        catch (JsonException failure)
        {
            throw Malformed(line, $"not a JSON object ({failure.Message})", failure);
        }
        catch (Exception failure) when (
            failure is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw Malformed(line, $"not a recorded game ({failure.Message})", failure);
        }
    }

    private static TraceFormatException Malformed(TraceLine line, string rule, Exception failure) =>
        new(new TraceFault(line.File, line.Number, rule), failure);

    private static TraceGame Read(JsonElement root)
    {
        var header = root.GetProperty("h");
        if (Number(header, "v") is var version and not Version)
        {
            throw new FormatException($"Version {version} of the format is not {Version}.");
        }

        var constants = header.GetProperty("k");
        return new TraceGame(
            ReadRules(header),
            header.GetProperty("seed").ToString(),
            new TraceConstants(Number(constants, "elim"), Number(constants, "terr"), Number(constants, "line")),
            Text(root.GetProperty("s0")),
            [.. root.GetProperty("p").EnumerateArray().Select(ReadPly)],
            ReadEnd(root.GetProperty("e")));
    }

    private static GameRules ReadRules(JsonElement header)
    {
        var players = Number(header, "n");
        var config = GameConfig.Parse($"{Text(header.GetProperty("board"))}_{players}p");
        var rules = header.GetProperty("rules");
        return new GameRules(config.Board, players, Number(rules, "rings"), Number(rules, "lps"), Number(rules, "swap") != 0);
    }

    private static TracePly ReadPly(JsonElement ply) =>
        new(ply[0].GetInt32(), Text(ply[1]), Text(ply[2]), ply[3].GetInt32(), Text(ply[4]), Text(ply[5]));

    private static TraceEnd ReadEnd(JsonElement end) => new(
        Number(end, "winner"),
        Text(end.GetProperty("kind")),
        Text(end.GetProperty("reason")),
        [.. end.GetProperty("players").EnumerateArray().Select(seat => new TraceSeat(
            Number(seat, "hand"), Number(seat, "elim"), Number(seat, "terr"), Number(seat, "markers"), Number(seat, "onBoard")))]);

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string Text(JsonElement element) => element.GetString() ?? throw new FormatException("A text is null.");
}
