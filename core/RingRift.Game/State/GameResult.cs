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

/// <summary>What one seat ended with.</summary>
/// <param name="Seat">Seat, 1..Players.</param>
/// <param name="Rank">1 for the winner; equal seats share a rank, and the next rank counts them all (1, 2, 2, 4).</param>
/// <param name="Hand">Rings left in hand.</param>
/// <param name="Eliminated">Eliminated rings credited.</param>
/// <param name="Territory">Collapsed cells owned.</param>
/// <param name="Markers">Markers on the board.</param>
/// <param name="RingsOnBoard">Rings of the seat's colour on the board.</param>
public sealed record SeatResult(int Seat, int Rank, int Hand, int Eliminated, int Territory, int Markers, int RingsOnBoard);
