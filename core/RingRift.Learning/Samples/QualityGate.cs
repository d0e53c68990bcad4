using System.Globalization;

namespace RingRift.Learning.Samples;

/// <summary>Decides from the figures alone whether samples may be trained on. A figure that is no number keeps no bound: the gate fails closed (K33).</summary>
public static class QualityGate
{
    private const int GamesThatShowSeatBias = 50;

    /// <summary>Checks figures against bounds.</summary>
    public static QualityVerdict Check(SampleQuality quality, QualityGateOptions options)
    {
        ArgumentNullException.ThrowIfNull(quality);
        ArgumentNullException.ThrowIfNull(options);
        var best = quality.SeatWins.DefaultIfEmpty().Max();
        var decisive = quality.Games * quality.DecisiveShare;
        return new QualityVerdict(quality switch
        {
            _ when quality.Rows < options.MinRows => Say($"{quality.Rows} samples are fewer than {options.MinRows}."),
            _ when !(quality.DecisiveShare >= options.MinDecisiveShare) =>
                Say($"{quality.DecisiveShare:P1} of the games reached their end; {options.MinDecisiveShare:P1} must."),
            _ when !(quality.DuplicateShare <= options.MaxDuplicateShare) =>
                Say($"{quality.DuplicateShare:P1} of the games are duplicates; {options.MaxDuplicateShare:P1} may be."),
            _ when !(quality.PolicyEntropy >= options.MinPolicyEntropy) =>
                Say($"The policy targets have a mean entropy of {quality.PolicyEntropy:F3} nats; {options.MinPolicyEntropy:F3} is the least."),
            _ when decisive >= GamesThatShowSeatBias && quality.SeatWins.Any(share => !(share <= options.MaxSeatWinShare)) =>
                Say($"One seat won {best:P1} of the games; {options.MaxSeatWinShare:P1} is the most."),
            _ => null,
        });
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
