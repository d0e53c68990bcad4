namespace RingRift.Learning.Ratings;

/// <summary>How likely it is, given the games, that one player is stronger than the other ("likelihood of superiority").</summary>
public static class Superiority
{
    /// <summary>From paired games: the distance of the mean from chance in standard errors between pairs.</summary>
    /// <param name="pairScores">Mean share of each pair, 0..1; at least one.</param>
    /// <param name="players">Games per pair, 2..4; chance is 1 / players.</param>
    public static double OfPairs(IReadOnlyCollection<double> pairScores, int players)
    {
        ArgumentNullException.ThrowIfNull(pairScores);
        ArgumentOutOfRangeException.ThrowIfZero(pairScores.Count, nameof(pairScores));
        return Normal((pairScores.Average() - (1.0 / players)) / Math.Sqrt(ScoreIntervals.VarianceOfMean(pairScores, players)));
    }

    /// <summary>The normal distribution function, by the error function of Abramowitz and Stegun 7.1.26 (error below 1.5e-7).</summary>
    public static double Normal(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * x));
        var tail = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))))
            * Math.Exp(-x * x);
        return z > 0 ? 1 - (tail / 2) : tail / 2;
    }
}
