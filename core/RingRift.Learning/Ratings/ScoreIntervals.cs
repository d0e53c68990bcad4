namespace RingRift.Learning.Ratings;

/// <summary>Confidence intervals of scores.</summary>
public static class ScoreIntervals
{
    /// <summary>The two-sided 95 % quantile of the normal distribution.</summary>
    public const double Z95 = 1.959963984540054;

    /// <summary>Wilson's score interval (Wilson 1927): holds its level for few games and for scores near 0 and 1.</summary>
    /// <param name="successes">Wins, or the sum of shares; 0..trials.</param>
    /// <param name="trials">Independent trials, above 0; need not be whole.</param>
    /// <param name="z">Normal quantile; default 95 %.</param>
    /// <exception cref="ArgumentOutOfRangeException">Trials are not above 0, or successes not within them.</exception>
    public static ScoreInterval Wilson(double successes, double trials, double z = Z95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        var p = successes / trials;
        var square = z * z / trials;
        var centre = (p + (square / 2)) / (1 + square);
        var half = z / (1 + square) * Math.Sqrt((p * (1 - p) / trials) + (square / (4 * trials)));
        return new ScoreInterval(p, Math.Clamp(centre - half, 0, p), Math.Clamp(centre + half, p, 1));
    }

    /// <summary>
    /// The interval of paired games: games of one opening are not independent, so the spread is taken between pairs (the pentanomial model
    /// of Fishtest and cutechess; Van den Bergh, "A practical introduction to the GSPRT"), as the number of independent games that would
    /// spread as much goes into Wilson's interval.
    /// </summary>
    /// <remarks>
    /// One pair of the null hypothesis (mean c = 1 / players, variance c (1 - c) / players) is mixed into mean and spread, so that a match
    /// of all wins does not pretend to certainty: with mixed mean m and variance of the mean v, the trials are <c>m (1 - m) / v</c>, never
    /// more than the games played.
    /// </remarks>
    /// <param name="pairScores">Mean share of each pair, 0..1; at least one.</param>
    /// <param name="players">Games per pair, 2..4.</param>
    /// <param name="z">Normal quantile; default 95 %.</param>
    public static ScoreInterval OfPairs(IReadOnlyCollection<double> pairScores, int players, double z = Z95)
    {
        ArgumentNullException.ThrowIfNull(pairScores);
        ArgumentOutOfRangeException.ThrowIfZero(pairScores.Count, nameof(pairScores));
        var mean = pairScores.Average();
        var mixed = (pairScores.Sum() + (1.0 / players)) / (pairScores.Count + 1);
        var trials = Math.Clamp(mixed * (1 - mixed) / VarianceOfMean(pairScores, players), 1, (double)pairScores.Count * players);
        return Wilson(mean * trials, trials, z);
    }

    /// <summary>The trials behind an interval of Wilson: the inverse of <see cref="Wilson"/>.</summary>
    /// <param name="interval">A score with its interval.</param>
    /// <param name="z">Normal quantile of the interval; default 95 %.</param>
    /// <exception cref="ArgumentException">No number of trials has this interval.</exception>
    public static double TrialsOf(ScoreInterval interval, double z = Z95)
    {
        // The ends are the roots of a quadratic whose product is p² / (1 + z² / n). The same holds for the other side of the score.
        var (score, product) = interval.Score >= 0.5
            ? (interval.Score, interval.Low * interval.High)
            : (1 - interval.Score, (1 - interval.Low) * (1 - interval.High));
        var square = (score * score / product) - 1;
        return square > 0 && double.IsFinite(square)
            ? z * z / square
            : throw new ArgumentException($"{interval} is no interval of Wilson", nameof(interval));
    }

    /// <summary>Variance of the mean of pair scores, one pair of the null hypothesis mixed in.</summary>
    internal static double VarianceOfMean(IReadOnlyCollection<double> pairScores, int players)
    {
        var mean = pairScores.Average();
        var chance = 1.0 / players;
        var prior = chance * (1 - chance) / players;
        var spread = (pairScores.Sum(score => (score - mean) * (score - mean)) + prior) / pairScores.Count;
        return spread / pairScores.Count;
    }
}

/// <summary>A score with its confidence interval, all in 0..1.</summary>
/// <param name="Score">The mean.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct ScoreInterval(double Score, double Low, double High);
