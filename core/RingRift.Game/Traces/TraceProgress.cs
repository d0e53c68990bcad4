namespace RingRift.Game.Traces;

/// <summary>How far a verification has come.</summary>
/// <param name="Games">Games replayed so far.</param>
/// <param name="Plies">Plies replayed so far.</param>
/// <param name="Mismatches">Games that differ so far.</param>
/// <param name="File">The file of the game replayed last.</param>
public readonly record struct TraceProgress(int Games, long Plies, int Mismatches, string File);
