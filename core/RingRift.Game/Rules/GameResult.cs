namespace RingRift.Game;

/// <summary>The outcome of a finished game.</summary>
/// <param name="Winner">The winning seat.</param>
/// <param name="Kind">How the game ended.</param>
/// <param name="Plies">Moves played.</param>
/// <param name="Seats">Per seat, in seat order.</param>
public sealed record GameResult(int Winner, EndKind Kind, int Plies, IReadOnlyList<SeatResult> Seats)
{
    /// <summary>The outcome of a finished game.</summary>
    /// <param name="state">A state that is over.</param>
    /// <exception cref="ArgumentException">The game is not over.</exception>
    public static GameResult Of(GameState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!state.IsOver)
        {
            throw new ArgumentException($"The game is in phase {state.Phase}, not over.", nameof(state));
        }

        var seats = Enumerable.Range(1, state.Rules.Players).Select(seat => new SeatResult(
            seat,
            Ranking.RankOf(state, seat),
            state.RingsInHand(seat),
            state.Eliminated(seat),
            state.TerritoryOf(seat),
            state.MarkersOf(seat),
            state.RingsOnBoard(seat)));
        return new GameResult(state.Winner, state.EndKind, state.Ply, [.. seats]);
    }
}
