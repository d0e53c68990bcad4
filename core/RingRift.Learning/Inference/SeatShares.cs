using RingRift.Game;

namespace RingRift.Learning.Inference;

/// <summary>What a finished, or a cut-off, game is worth to each seat.</summary>
public static class SeatShares
{
    /// <summary>A game that is over goes to its winner, one that was cut off is shared by progress.</summary>
    /// <param name="state">The last position.</param>
    /// <param name="shares">Receives one share per seat, seat 1 first; sums to 1.</param>
    public static void Fill(GameState state, Span<float> shares)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.IsOver)
        {
            ForWinner(state.Winner, shares);
        }
        else
        {
            ForProgress(state, shares);
        }
    }

    /// <summary>All to the winner.</summary>
    /// <param name="winner">Winning seat, 1..players.</param>
    /// <param name="shares">Receives one share per seat, seat 1 first.</param>
    public static void ForWinner(int winner, Span<float> shares)
    {
        shares.Clear();
        shares[winner - 1] = 1;
    }

    /// <summary>
    /// A game cut off before its end: each seat's share grows with its progress towards a win (the better of eliminated rings and
    /// territory, each as a part of what wins), and no seat is given all or nothing.
    /// </summary>
    /// <param name="state">The position at the cut.</param>
    /// <param name="shares">Receives one share per seat, seat 1 first; sums to 1.</param>
    public static void ForProgress(GameState state, Span<float> shares)
    {
        ArgumentNullException.ThrowIfNull(state);
        const float Steepness = 3f;
        var sum = 0f;
        for (var seat = 1; seat <= shares.Length; seat++)
        {
            var rings = (float)state.Eliminated(seat) / state.Rules.EliminationThreshold;
            var territory = (float)state.TerritoryOf(seat) / state.Rules.TerritoryMinimum;
            shares[seat - 1] = MathF.Exp(Steepness * Math.Max(rings, territory));
            sum += shares[seat - 1];
        }

        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] /= sum;
        }
    }
}
