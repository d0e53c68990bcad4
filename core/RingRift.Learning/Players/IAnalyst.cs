using RingRift.Game;
using RingRift.Learning.Search;

namespace RingRift.Learning.Players;

/// <summary>A player that can say what it found, and search as long as it is told.</summary>
public interface IAnalyst : IPlayer
{
    /// <summary>Judges a position.</summary>
    /// <param name="state">A position with at least two legal moves; not changed.</param>
    /// <param name="visits">Simulations to make, at least 2; default: the player's own budget.</param>
    /// <param name="enough">Ends the search early, after two simulations at the earliest.</param>
    Analysis Analyse(GameState state, int? visits, CancellationToken enough);
}

/// <summary>What a player found in a position.</summary>
/// <param name="Best">The move it would play.</param>
/// <param name="Visits">Simulations made; 0 for a network without search.</param>
/// <param name="Moves">All legal moves, with visits, priors and values.</param>
/// <param name="Values">The share each seat is expected to win, seat 1 first, as the agents sit in the position.</param>
public sealed record Analysis(Move Best, int Visits, IReadOnlyList<RootMove> Moves, IReadOnlyList<float> Values);
