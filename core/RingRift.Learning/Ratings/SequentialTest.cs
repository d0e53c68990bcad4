namespace RingRift.Learning.Ratings;

/// <summary>
/// A sequential test of paired games: after each pair it says whether one player is stronger by <c>elo0</c> at most (H0), by <c>elo1</c>
/// at least (H1), or whether more games are needed.
/// </summary>
/// <remarks>
/// The generalised sequential probability ratio test for an unknown distribution of pair scores (Van den Bergh, "A practical introduction
/// to the GSPRT", the pentanomial model of Fishtest), with the bounds of Wald (1945). The likelihood of a mean is that of the likeliest
/// distribution with it (the empirical likelihood of Owen 1988). One pair of equal players is mixed in, as in
/// <see cref="ScoreIntervals.OfPairs"/>: a few pairs that ended alike would otherwise pretend to certainty. The errors are at most those
/// asked for, but for what few pairs say wrongly about their spread.
/// </remarks>
public static class SequentialTest
{
    private const int MostSteps = 100;
    private const double Precision = 1e-12;

    /// <summary>Judges the pairs played so far. Looking after every pair is what the test is made for.</summary>
    /// <param name="options">What is tested, at which errors; valid.</param>
    /// <param name="players">Games per pair, 2..4.</param>
    /// <param name="pairScores">Mean share of each pair, 0..1; any number.</param>
    public static SequentialJudgement Judge(SequentialTestOptions options, int players, IEnumerable<double> pairScores)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(pairScores);
        var counts = EqualPair(players);
        foreach (var score in pairScores)
        {
            Count(counts, score);
        }

        return Judge(options, players, counts);
    }

    /// <summary>
    /// Judges after every pair and stops at the first that decides, so that what was played after it, or counted in the meantime, changes
    /// nothing.
    /// </summary>
    /// <param name="options">What is tested, at which errors; valid.</param>
    /// <param name="players">Games per pair, 2..4.</param>
    /// <param name="pairScores">Mean share of each pair, 0..1, in the order of the openings; any number.</param>
    public static SequentialTrial Follow(SequentialTestOptions options, int players, IEnumerable<double> pairScores)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(pairScores);
        var (mixed, counts, judgement) = (EqualPair(players), new SortedDictionary<double, double>(), default(SequentialJudgement));
        foreach (var score in pairScores)
        {
            Count(mixed, score);
            Count(counts, score);
            judgement = Judge(options, players, mixed);
            if (judgement.Verdict != SequentialVerdict.Undecided)
            {
                break;
            }
        }

        return new SequentialTrial(judgement, [.. counts.Select(count => new PairCount(count.Key, (int)count.Value))]);
    }

    private static void Count(SortedDictionary<double, double> counts, double score) => counts[score] = counts.GetValueOrDefault(score) + 1;

    private static SequentialJudgement Judge(SequentialTestOptions options, int players, SortedDictionary<double, double> counts)
    {
        double[] scores = [.. counts.Keys];
        double[] pairs = [.. counts.Values];
        var ratio = LogLikelihood(scores, pairs, Elo.ToScore(options.Elo1, players)) - LogLikelihood(scores, pairs, Elo.ToScore(options.Elo0, players));
        var verdict = ratio >= options.Upper ? SequentialVerdict.AcceptsH1
            : ratio <= options.Lower ? SequentialVerdict.AcceptsH0
            : SequentialVerdict.Undecided;
        return new SequentialJudgement(verdict, ratio);
    }

    /// <summary>One pair of equal players: each score's probability by the binomial distribution.</summary>
    private static SortedDictionary<double, double> EqualPair(int players)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(players, 2);
        var counts = new SortedDictionary<double, double>();
        var (chance, ways) = (1.0 / players, 1.0);
        for (var wins = 0; wins <= players; wins++)
        {
            counts[(double)wins / players] = ways * Math.Pow(chance, wins) * Math.Pow(1 - chance, players - wins);
            ways = ways * (players - wins) / (wins + 1);
        }

        return counts;
    }

    /// <summary>
    /// The log likelihood of a mean, up to what is the same for all means: the likeliest weights are <c>1 / (1 + t (score - mean))</c> of
    /// the observed ones, with the t that makes them have the mean.
    /// </summary>
    private static double LogLikelihood(double[] scores, double[] pairs, double mean)
    {
        // Scores 0 and 1 are always there, so that all weights are positive between these ends, and the slope falls from one to the other. Newton's
        // step is taken where it stays between them.
        var (low, high, t) = (-1 / (1 - mean), 1 / mean, 0.0);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, fall) = Slope(scores, pairs, mean, t);
            (low, high) = slope > 0 ? (t, high) : (low, t);
            var (before, next) = (t, t + (slope / fall));
            t = next > low && next < high ? next : (low + high) / 2;
            if (Math.Abs(t - before) < Precision)
            {
                break;
            }
        }

        var sum = 0.0;
        for (var index = 0; index < scores.Length; index++)
        {
            sum -= pairs[index] * Math.Log(1 + (t * (scores[index] - mean)));
        }

        return sum;
    }

    private static (double Slope, double Fall) Slope(double[] scores, double[] pairs, double mean, double t)
    {
        var (slope, fall) = (0.0, 0.0);
        for (var index = 0; index < scores.Length; index++)
        {
            var part = (scores[index] - mean) / (1 + (t * (scores[index] - mean)));
            slope += pairs[index] * part;
            fall += pairs[index] * part * part;
        }

        return (slope, fall);
    }
}

/// <summary>Where a sequential test stands.</summary>
/// <param name="Verdict">What is accepted.</param>
/// <param name="LogLikelihoodRatio">Evidence for H1 over H0, in nats.</param>
public readonly record struct SequentialJudgement(SequentialVerdict Verdict, double LogLikelihoodRatio);

/// <summary>What a sequential test accepts.</summary>
public enum SequentialVerdict
{
    /// <summary>More pairs are needed.</summary>
    Undecided,

    /// <summary>The player is not stronger by as much as is asked.</summary>
    AcceptsH0,

    /// <summary>The player is stronger.</summary>
    AcceptsH1,
}

/// <summary>A sequential test followed pair by pair, up to the pair that decided.</summary>
/// <param name="Judgement">Where it stands after the last pair counted.</param>
/// <param name="Counts">How many pairs ended with which score, by score: the pentanomial counts of two players.</param>
public sealed record SequentialTrial(SequentialJudgement Judgement, IReadOnlyList<PairCount> Counts)
{
    /// <summary>Pairs counted; those after the one that decided are not.</summary>
    public int Pairs => Counts.Sum(count => count.Pairs);

    /// <summary>Mean score of the pairs counted, 0 to 1; not a number without pairs.</summary>
    public double Score => Counts.Sum(count => count.Score * count.Pairs) / Pairs;
}

/// <summary>How many pairs ended with one score.</summary>
/// <param name="Score">Mean share of the pair, 0 to 1.</param>
/// <param name="Pairs">Pairs that ended so.</param>
public readonly record struct PairCount(double Score, int Pairs);
