using RingRift.Game;

namespace RingRift.Learning.Search;

/// <summary>Plays on while there is nothing to decide: more than half of all plies have a single legal move.</summary>
public static class ForcedPlies
{
    /// <summary>More forced plies in a row than any game has; reaching it means that the rules do not end.</summary>
    private const int Most = 10_000;

    /// <summary>Plays forced plies until the game is over or there is a choice.</summary>
    /// <param name="state">The position; moved on.</param>
    /// <param name="moves">Receives the legal moves of the position reached; empty when the game is over.</param>
    /// <param name="played">Told every move played.</param>
    public static void PlayThrough(GameState state, MoveList moves, Action<Move>? played = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(moves);
        for (var ply = 0; ply < Most; ply++)
        {
            state.LegalMoves(moves);
            if (moves.Count != 1)
            {
                return;
            }

            var move = moves[0];
            played?.Invoke(move);
            state.PlayLegal(move);
        }

        throw new InvalidOperationException($"{Most} forced plies in a row: the game does not end.");
    }
}
