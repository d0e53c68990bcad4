namespace RingRift.Local.Play;

/// <summary>One move of a game as it is shown.</summary>
/// <param name="Ply">Moves played before it.</param>
/// <param name="Seat">The seat that moved.</param>
/// <param name="Player">Name of the player who sat there.</param>
/// <param name="Move">The move in notation.</param>
/// <param name="Forced">Whether it was the only legal one.</param>
internal sealed record PlayedPly(int Ply, int Seat, string Player, string Move, bool Forced);
