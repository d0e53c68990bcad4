namespace RingRift.Game.Tests;

/// <summary>A game of seeded random moves, visited position by position.</summary>
internal static class RandomGame
{
    /// <summary>Plays to the end; the visitor sees every position with its legal moves before the next move is played.</summary>
    public static GameState Play(GameRules rules, int seed, Action<GameState, MoveList>? visit = null, int mostPlies = int.MaxValue)
    {
        var state = new GameState(rules);
        var moves = new MoveList();
        var random = new Random(seed);
        while (!state.IsOver && state.Ply < mostPlies)
        {
            state.LegalMoves(moves);
            visit?.Invoke(state, moves);

            // The visitor may use the list; the move is chosen from a fresh one.
            state.LegalMoves(moves);
            state.PlayLegal(moves[random.Next(moves.Count)]);
        }

        return state;
    }

    /// <summary>Few rings make short games that reach recovery, forced elimination and stalemates.</summary>
    public static GameRules Short(GameConfig config, int rings = 5) => new(config.Board, config.Players, rings);

    public static TheoryData<string> Configs => [.. GameConfig.All.Select(config => config.Name)];
}
