namespace RingRift.Game.Traces;

/// <summary>Replays one recorded game after another, with buffers of its own; one per thread.</summary>
internal sealed class TraceReplay
{
    private readonly LegalListText _legal = new();
    private readonly AsciiBuffer _text = new();
    private string _before = string.Empty;
    private GameState? _previous;

    /// <summary>Replays a game up to the first difference between record and replay.</summary>
    public TraceVerdict Verify(TraceLine line, TraceGame game)
    {
        var state = new GameState(game.Rules);
        var difference = VerifyStart(game, state);
        var ply = -1;
        while (difference is null && ++ply < game.Plies.Count)
        {
            difference = VerifyPly(state, game.Plies[ply]);
        }

        difference ??= VerifyEnd(game, state);
        return new TraceVerdict(Math.Max(0, ply), difference is null ? null : Mismatch(line, game, ply, difference));
    }

    private TraceMismatch Mismatch(TraceLine line, TraceGame game, int ply, Difference difference) => new(
        line.File,
        line.Number,
        GameConfig.BoardName(game.Rules.Board),
        game.Rules.Players,
        game.Seed,
        ply,
        difference.What,
        difference.Expected,
        difference.Actual,
        _before,
        difference.Detail);

    private Difference? VerifyStart(TraceGame game, GameState state)
    {
        _before = StateNotation.Format(state);
        var constants = TraceConstants.Of(game.Rules);
        if (constants != game.Constants)
        {
            return new Difference("header constants", $"{game.Constants}", $"{constants}", $"rules    {game.Rules}");
        }

        var hash = HashState(state);
        return hash == game.StartHash ? null : new Difference("start state hash", game.StartHash, hash, $"rules    {game.Rules}");
    }

    private Difference? VerifyPly(GameState state, TracePly ply)
    {
        _legal.Fill(state);
        var turn = $"{StateNotation.PhaseLetters[(int)state.Phase]}{state.SeatToMove}";
        if (turn != ply.Phase + ply.Seat)
        {
            return Differs(state, "phase and seat", ply.Phase + ply.Seat, turn);
        }

        if (_legal.Count != ply.LegalCount)
        {
            return Differs(state, "legal count", $"{ply.LegalCount}", $"{_legal.Count}");
        }

        if (_legal.Hash != ply.LegalHash)
        {
            return Differs(state, "legal hash", ply.LegalHash, _legal.Hash);
        }

        return _legal.Find(ply.Move) is { } move
            ? VerifySuccessor(state, move, ply)
            : Differs(state, "move", ply.Move, "not among the legal moves");
    }

    private Difference? VerifySuccessor(GameState state, Move move, TracePly ply)
    {
        // Kept in case this ply has to be reported; a copy costs less than writing every state out twice.
        _previous = _previous?.Rules == state.Rules ? _previous : new GameState(state.Rules);
        _previous.CopyFrom(state);
        state.PlayLegal(move);
        var hash = HashState(state);
        if (hash == ply.StateHash)
        {
            return null;
        }

        _before = StateNotation.Format(_previous);
        return new Difference("state hash", ply.StateHash, hash, $"move     {ply.Move}\n  after    {_text}");
    }

    private Difference? VerifyEnd(TraceGame game, GameState state)
    {
        var expected = game.End.ToString();
        var actual = state.IsOver ? TraceEnd.Of(state).ToString() : $"not over, phase {state.Phase}";
        _legal.Fill(state);
        return expected == actual ? null : Differs(state, "result", expected, actual);
    }

    private Difference Differs(GameState state, string what, string expected, string actual)
    {
        _before = StateNotation.Format(state);
        return new Difference(what, expected, actual, $"legal    {_legal}");
    }

    private string HashState(GameState state)
    {
        _text.Clear();
        StateNotation.Write(state, _text);
        return _text.Hash(16);
    }

    private sealed record Difference(string What, string Expected, string Actual, string Detail);
}

/// <summary>What the replay of one game gave.</summary>
/// <param name="Plies">Plies reproduced: all, or those before the first difference.</param>
/// <param name="Mismatch">The first difference, or null.</param>
internal readonly record struct TraceVerdict(int Plies, TraceMismatch? Mismatch);
