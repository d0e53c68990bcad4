using RingRift.Learning.Matches;

namespace RingRift.Benchmarks.Matches;

/// <summary>One chunk, played in one mode.</summary>
/// <param name="Games">All games, in order.</param>
/// <param name="Seconds">How long it took, networks opened.</param>
/// <param name="Calls">Calls of the networks.</param>
/// <param name="Positions">Positions that they evaluated.</param>
internal sealed record PlayedChunk(IReadOnlyList<MatchGame> Games, double Seconds, long Calls, long Positions);
