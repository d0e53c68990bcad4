using System.ComponentModel.DataAnnotations;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>How past champions are kept and chosen; section <c>OpponentPool</c> (ADR 0014).</summary>
public sealed class OpponentPoolOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "OpponentPool";

    /// <summary>Most opponents kept for a config; the oldest are dropped. Default 100.</summary>
    [Range(1, 500)]
    public int Capacity { get; set; } = 100;

    /// <summary>Iterations whose results are kept; those of champions in the pool are kept as long as they are in it. Default 50.</summary>
    [Range(1, 500)]
    public int ResultIterations { get; set; } = 50;

    /// <summary>What a result still counts for after one more iteration. Default 0.9: half its weight after seven.</summary>
    [Range(0.01, 1.0)]
    public double Decay { get; set; } = 0.9;

    /// <summary>Games at an even score that every win rate begins with, so that few games say little (K23). Default 10.</summary>
    [Range(1.0, 1000.0)]
    public double PriorGames { get; set; } = 10;

    /// <summary>Win rate that is most instructive. Default 0.5 (ADR-003).</summary>
    [Range(0.0, 1.0)]
    public double TargetWinRate { get; set; } = 0.5;

    /// <summary>Part of all choices that every opponent has an equal share of. Default 0.1.</summary>
    [Range(0.0, 1.0)]
    public double Epsilon { get; set; } = 0.1;
}
