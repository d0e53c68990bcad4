namespace RingRift.Game.Tests;

/// <summary>Positions written out, and what can be played in them.</summary>
internal static class Positions
{
    public static GameRules Rules(string config, int rings) =>
        new(GameConfig.Parse(config).Board, GameConfig.Parse(config).Players, rings, swapRule: false);

    /// <summary>The legal moves in byte order, joined by blanks.</summary>
    public static string Legal(GameState state)
    {
        var moves = new MoveList();
        state.LegalMoves(moves);
        return string.Join(' ', moves.AsSpan().ToArray().Select(move => MoveNotation.Format(state, move)).Order(StringComparer.Ordinal));
    }

    /// <summary>The position after a move.</summary>
    public static string After(GameState state, string move)
    {
        state.Play(MoveNotation.Parse(state, move));
        return StateNotation.Format(state);
    }
}
