namespace RingRift.Game.Traces;

/// <summary>What the replay of one game gave.</summary>
/// <param name="Plies">Plies reproduced: all, or those before the first difference.</param>
/// <param name="Mismatch">The first difference, or null.</param>
internal readonly record struct TraceVerdict(int Plies, TraceMismatch? Mismatch);
