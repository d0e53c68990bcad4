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
            return Read(new TraceElement(document.RootElement));
        }
        catch (JsonException failure)
        {
            throw Malformed(line, $"not a JSON object ({failure.Message})", failure);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or InvalidOperationException)
        {
            throw Malformed(line, $"not a recorded game ({failure.Message.ReplaceLineEndings(" ")})", failure);
        }
    }

    private static TraceFormatException Malformed(TraceLine line, string rule, Exception failure) =>
        new(new TraceFault(line.File, line.Number, rule), failure);

    private static TraceGame Read(TraceElement root)
    {
        var header = root["h"];
        if (header["v"].Number is var version and not Version)
        {
            throw header["v"].MustBe($"{Version}, the version of the format");
        }

        var constants = header["k"];
        return new TraceGame(
            ReadRules(header),
            header["seed"].Raw,
            new TraceConstants(constants["elim"].Number, constants["terr"].Number, constants["line"].Number),
            root["s0"].Text,
            [.. root["p"].Items.Select(ReadPly)],
            ReadEnd(root["e"]));
    }

    private static GameRules ReadRules(TraceElement header)
    {
        var players = header["n"].Number;
        var config = GameConfig.Parse($"{header["board"].Text}_{players}p");
        var rules = header["rules"];
        return new GameRules(config.Board, players, rules["rings"].Number, rules["lps"].Number, rules["swap"].Number != 0);
    }

    private static TracePly ReadPly(TraceElement ply) =>
        new(ply[0].Number, ply[1].Text, ply[2].Text, ply[3].Number, ply[4].Text, ply[5].Text);

    private static TraceEnd ReadEnd(TraceElement end) => new(
        end["winner"].Number,
        end["kind"].Text,
        end["reason"].Text,
        [.. end["players"].Items.Select(seat => new TraceSeat(
            seat["hand"].Number, seat["elim"].Number, seat["terr"].Number, seat["markers"].Number, seat["onBoard"].Number))]);
}
