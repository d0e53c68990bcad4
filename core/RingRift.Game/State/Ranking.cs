namespace RingRift.Game;

/// <summary>
/// Final ranking (R176): the winner first, the others by territory, then eliminated rings, then markers; equals
/// share a rank.
/// </summary>
public static class Ranking
{
    /// <summary>The rank of a seat in a finished game, 1..Players.</summary>
    /// <param name="state">A state that is over.</param>
    /// <param name="seat">Seat, 1..Players.</param>
    public static int RankOf(GameState state, int seat)
    {
        ArgumentNullException.ThrowIfNull(state);
        var rank = 1;
        for (var other = 1; other <= state.Rules.Players; other++)
        {
            rank += Precedes(state, other, seat) ? 1 : 0;
        }

        return rank;
    }

    /// <summary>The ranks of all seats, in seat order.</summary>
    /// <param name="state">A state that is over.</param>
    public static IReadOnlyList<int> Of(GameState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return [.. Enumerable.Range(1, state.Rules.Players).Select(seat => RankOf(state, seat))];
    }

    private static bool Precedes(GameState state, int one, int other)
    {
        if (one == other || other == state.Winner)
        {
            return false;
        }

        return one == state.Winner || Standing(state, one).CompareTo(Standing(state, other)) > 0;
    }

    private static (int Territory, int Eliminated, int Markers) Standing(GameState state, int seat) =>
        (state.TerritoryOf(seat), state.Eliminated(seat), state.MarkersOf(seat));
}
