using System.Text.Json;

namespace RingRift.Game.Traces;

/// <summary>
/// A recorded game as read from its line, a JSON object: <c>h</c> with version, board, seats, seed, rules and derived constants; <c>s0</c>,
/// the hash of the start position; <c>p</c>, for each move seat, phase, move, number and hash of the legal moves, and hash of the state
/// after it; <c>e</c>, the result. A hash is the first 16 hex digits of the SHA-256 of a canonical string.
/// </summary>
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

/// <summary>One recorded move with the hashes of the list it was chosen from and of the state it led to.</summary>
internal sealed record TracePly(int Seat, string Phase, string Move, int LegalCount, string LegalHash, string StateHash);

/// <summary>Derived constants that a header records as a check.</summary>
internal sealed record TraceConstants(int EliminationThreshold, int TerritoryMinimum, int LineLength)
{
    /// <summary>The constants of rules.</summary>
    public static TraceConstants Of(GameRules rules) => new(rules.EliminationThreshold, rules.TerritoryMinimum, rules.LineLength);
}

/// <summary>A recorded result.</summary>
internal sealed record TraceEnd(int Winner, string Kind, string Reason, IReadOnlyList<TraceSeat> Seats)
{
    private static readonly string[] KindNames =
    [
        "none", "ring_elimination", "territory_control", "early_lps", "lps_rounds",
        "stalemate_territory", "stalemate_rings", "stalemate_markers", "stalemate_last_actor",
    ];

    /// <summary>The result of a finished game in the same form.</summary>
    public static TraceEnd Of(GameState state) => new(
        state.Winner,
        KindNames[(int)state.EndKind],
        ReasonOf(state.EndKind),
        [.. Enumerable.Range(1, state.Rules.Players).Select(seat => new TraceSeat(
            state.RingsInHand(seat), state.Eliminated(seat), state.TerritoryOf(seat), state.MarkersOf(seat), state.RingsOnBoard(seat)))]);

    /// <inheritdoc/>
    public override string ToString() => $"seat {Winner} by {Kind} ({Reason}), {string.Join("; ", Seats)}";

    /// <summary>The original engine's coarser word for the same end.</summary>
    private static string ReasonOf(EndKind kind) => kind switch
    {
        EndKind.RingElimination or EndKind.StalemateRings => "ring_elimination",
        EndKind.TerritoryControl or EndKind.StalemateTerritory => "territory_control",
        _ => "last_player_standing",
    };
}

/// <summary>What a seat ended with.</summary>
internal sealed record TraceSeat(int Hand, int Eliminated, int Territory, int Markers, int RingsOnBoard)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"hand {Hand} elim {Eliminated} terr {Territory} markers {Markers} onBoard {RingsOnBoard}";
}

/// <summary>A line that is not a recorded game.</summary>
/// <param name="fault">Where it is and what is wrong with it.</param>
/// <param name="inner">The cause.</param>
internal sealed class TraceFormatException(TraceFault fault, Exception inner) : FormatException(fault.ToString(), inner)
{
    /// <summary>Where it is and what is wrong with it.</summary>
    public TraceFault Fault { get; } = fault;
}
