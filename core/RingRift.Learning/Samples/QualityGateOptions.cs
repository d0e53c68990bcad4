using System.ComponentModel.DataAnnotations;

namespace RingRift.Learning.Samples;

/// <summary>Bounds that samples must keep to be trained on.</summary>
public sealed record QualityGateOptions
{
    /// <summary>Fewest samples. Default 256.</summary>
    [Range(1, int.MaxValue)]
    public int MinRows { get; init; } = 256;

    /// <summary>Smallest part of games that reached their end. Default 0.8.</summary>
    [Range(0.0, 1.0)]
    public double MinDecisiveShare { get; init; } = 0.8;

    /// <summary>Largest part of duplicate games. Default 0.05.</summary>
    [Range(0.0, 1.0)]
    public double MaxDuplicateShare { get; init; } = 0.05;

    /// <summary>Smallest mean entropy of the policy targets, nats. Default 0.05: below it the targets hold no search.</summary>
    [Range(0.0, 100.0)]
    public double MinPolicyEntropy { get; init; } = 0.05;

    /// <summary>Largest part of the decisive games that one seat may win; looked at from 50 decisive games on. Default 0.98.</summary>
    [Range(0.0, 1.0)]
    public double MaxSeatWinShare { get; init; } = 0.98;
}
