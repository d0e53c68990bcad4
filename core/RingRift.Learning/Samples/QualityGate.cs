using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace RingRift.Learning.Samples;

/// <summary>
/// Decides from the figures alone whether samples may be trained on. A figure that is no number keeps no bound: the gate fails closed
/// (K33).
/// </summary>
public static class QualityGate
{
    private const int GamesThatShowSeatBias = 50;

    /// <summary>Checks figures against bounds.</summary>
    public static QualityVerdict Check(SampleQuality quality, QualityGateOptions options)
    {
        ArgumentNullException.ThrowIfNull(quality);
        ArgumentNullException.ThrowIfNull(options);
        var best = quality.SeatWins.DefaultIfEmpty().Max();
        var leastEntropy = options.MinPolicyEntropy;
        var decisive = quality.Games * quality.DecisiveShare;
        return new QualityVerdict(quality switch
        {
            _ when quality.Rows < options.MinRows => Say($"{quality.Rows} samples are fewer than {options.MinRows}."),
            _ when !(quality.DecisiveShare >= options.MinDecisiveShare) =>
                Say($"{quality.DecisiveShare:P1} of the games reached their end; {options.MinDecisiveShare:P1} must."),
            _ when !(quality.DuplicateShare <= options.MaxDuplicateShare) =>
                Say($"{quality.DuplicateShare:P1} of the games are duplicates; {options.MaxDuplicateShare:P1} may be."),
            _ when !(quality.PolicyEntropy >= leastEntropy) =>
                Say($"The policy targets have a mean entropy of {quality.PolicyEntropy:F3} nats; {leastEntropy:F3} is the least."),
            _ when decisive >= GamesThatShowSeatBias && quality.SeatWins.Any(share => !(share <= options.MaxSeatWinShare)) =>
                Say($"One seat won {best:P1} of the games; {options.MaxSeatWinShare:P1} is the most."),
            _ => null,
        });
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

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

/// <summary>Whether samples may be trained on.</summary>
/// <param name="Reason">The first bound that is broken, with the value; null when none is.</param>
public sealed record QualityVerdict(string? Reason)
{
    /// <summary>No bound is broken.</summary>
    public bool Passed => Reason is null;
}
