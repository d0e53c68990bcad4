using RingRift.Game;

namespace RingRift.Learning.Search;

/// <summary>What a search found about one legal move of its root.</summary>
/// <param name="Move">The move.</param>
/// <param name="Visits">Simulations through it.</param>
/// <param name="Prior">Prior, root noise included where there was any.</param>
/// <param name="Value">Mean share of the seat to move; 0 without a visit.</param>
public readonly record struct RootMove(Move Move, int Visits, float Prior, float Value);
