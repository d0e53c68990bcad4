namespace RingRift.Game;

/// <summary>What one seat ended with.</summary>
/// <param name="Seat">Seat, 1..Players.</param>
/// <param name="Rank">1 for the winner; equal seats share a rank, and the next rank counts them all (1, 2, 2, 4).</param>
/// <param name="Hand">Rings left in hand.</param>
/// <param name="Eliminated">Eliminated rings credited.</param>
/// <param name="Territory">Collapsed cells owned.</param>
/// <param name="Markers">Markers on the board.</param>
/// <param name="RingsOnBoard">Rings of the seat's colour on the board.</param>
public sealed record SeatResult(int Seat, int Rank, int Hand, int Eliminated, int Territory, int Markers, int RingsOnBoard);
