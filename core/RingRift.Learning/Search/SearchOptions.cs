using System.ComponentModel.DataAnnotations;

namespace RingRift.Learning.Search;

/// <summary>
/// The constants of the tree search. Values are shares in [0, 1], so exploration constants are half of those written for [-1, 1].
/// </summary>
public sealed record SearchOptions
{
    /// <summary>Weight of the exploration term of PUCT (Rosin 2011; Silver et al. 2017). Default 1.0.</summary>
    [Range(0.0, 100.0)]
    public float Exploration { get; init; } = 1.0f;

    /// <summary>
    /// How much worse than its parent an unvisited move is taken to be, times the root of the prior mass already visited (KataGo; Leela
    /// Zero's "first play urgency reduction"). Default 0.15.
    /// </summary>
    [Range(0.0, 1.0)]
    public float FpuReduction { get; init; } = 0.15f;

    /// <summary>Part of the root's priors that is noise where a search asks for noise. Default 0.25 (AlphaZero).</summary>
    [Range(0.0, 1.0)]
    public float NoiseWeight { get; init; } = 0.25f;

    /// <summary>Total concentration of the Dirichlet noise, shared among the legal moves. Default 10.83 (KataGo).</summary>
    [Range(0.01, 1000.0)]
    public float NoiseConcentration { get; init; } = 10.83f;
}
