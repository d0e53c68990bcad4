using RingRift.Game;

namespace RingRift.Learning.Matches;

/// <summary>One game of a match.</summary>
/// <param name="SeatOfA">Seat in which player A began; the other seats are player B's.</param>
/// <param name="ScoreOfA">Player A's share: 1 won, 0 lost, between for a game that was cut off.</param>
/// <param name="End">How it ended; None for a game that was cut off.</param>
/// <param name="Plies">Moves played.</param>
/// <param name="Moves">All moves in canonical notation, separated by single blanks: anyone can replay the score.</param>
public sealed record MatchGame(int SeatOfA, double ScoreOfA, EndKind End, int Plies, string Moves);
