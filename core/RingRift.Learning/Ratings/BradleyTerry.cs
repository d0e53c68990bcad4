namespace RingRift.Learning.Ratings;

/// <summary>
/// Ratings by maximum likelihood over all matches at once: the model of Bradley and Terry (1952), for more players than two that of
/// <see cref="Elo"/>, by Newton's method. An interval is that of the normal distribution with the inverse of Fisher's information.
/// </summary>
/// <remarks>
/// One trial of an even score is mixed into every match, as in <see cref="ScoreIntervals.OfPairs"/>: all wins do not say how much stronger
/// somebody is, and without it they would say infinitely.
/// </remarks>
public static class BradleyTerry
{
    private const double PerElo = 2.302585092994046 / 400;
    private const double Precision = 1e-6;
    private const double MostStep = 400;
    private const int MostSteps = 200;

    /// <summary>The rating of everybody whom matches connect with a pinned player; who is not connected is left out.</summary>
    /// <param name="matches">Who scored how much against whom; several matches of the same two count as they are.</param>
    /// <param name="pinned">Ratings that are given, in Elo; at least one.</param>
    /// <param name="players">Players per game, 2..4.</param>
    /// <param name="z">Normal quantile of the intervals; default 95 %.</param>
    /// <returns>Elo with intervals by name; a pinned player has its rating without a width.</returns>
    public static IReadOnlyDictionary<string, EloInterval> Fit(
        IReadOnlyCollection<RatedMatch> matches, IReadOnlyDictionary<string, double> pinned, int players = 2, double z = ScoreIntervals.Z95)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentNullException.ThrowIfNull(pinned);
        ArgumentOutOfRangeException.ThrowIfZero(pinned.Count, nameof(pinned));
        var connected = Connected(matches, pinned.Keys);
        string[] free = [.. connected.Where(name => !pinned.ContainsKey(name)).Order(StringComparer.Ordinal)];
        var known = matches.Where(match => connected.Contains(match.Player)).Select(match => Trials.Of(match, players)).ToArray();
        var ratings = connected.ToDictionary(name => name, name => pinned.GetValueOrDefault(name), StringComparer.Ordinal);
        var errors = Climb(known, free, ratings, players);
        return ratings.ToDictionary(
            entry => entry.Key,
            entry => Array.BinarySearch(free, entry.Key, StringComparer.Ordinal) is >= 0 and var index
                ? new EloMeasurement(entry.Value, errors[index]).Interval(z)
                : new EloInterval(entry.Value, entry.Value, entry.Value),
            StringComparer.Ordinal);
    }

    private static HashSet<string> Connected(IReadOnlyCollection<RatedMatch> matches, IEnumerable<string> pinned)
    {
        var found = pinned.ToHashSet(StringComparer.Ordinal);
        for (var before = 0; before < found.Count;)
        {
            before = found.Count;
            foreach (var match in matches.Where(match => found.Contains(match.Player) || found.Contains(match.Opponent)))
            {
                found.UnionWith([match.Player, match.Opponent]);
            }
        }

        return found;
    }

    /// <summary>Changes the ratings to those that make the matches most likely.</summary>
    /// <returns>Standard errors of the free players, in Elo.</returns>
    private static double[] Climb(Trials[] matches, string[] free, Dictionary<string, double> ratings, int players)
    {
        for (var step = 0; ; step++)
        {
            var (slope, information) = Derivatives(matches, free, ratings, players);
            var factor = Cholesky.Of(information);
            var change = factor.Solve(slope);
            if (step == MostSteps || change.All(one => Math.Abs(one) < Precision))
            {
                return [.. factor.InverseDiagonal().Select(Math.Sqrt)];
            }

            // The likelihood is concave, and a long step may still jump over its top.
            var scale = Math.Min(1, MostStep / change.Max(Math.Abs));
            for (var index = 0; index < free.Length; index++)
            {
                ratings[free[index]] += scale * change[index];
            }
        }
    }

    private static (double[] Slope, double[,] Information) Derivatives(
        Trials[] matches, string[] free, Dictionary<string, double> ratings, int players)
    {
        var (slope, information) = (new double[free.Length], new double[free.Length, free.Length]);
        foreach (var match in matches)
        {
            var expected = Elo.ToScore(ratings[match.Player] - ratings[match.Opponent], players);
            var (pull, weight) = (PerElo * (match.Won - (match.Count * expected)), PerElo * PerElo * match.Count * expected * (1 - expected));
            var (player, opponent) = (IndexOf(free, match.Player), IndexOf(free, match.Opponent));
            Add(slope, player, pull);
            Add(slope, opponent, -pull);
            Add(information, player, player, weight);
            Add(information, opponent, opponent, weight);
            Add(information, player, opponent, -weight);
            Add(information, opponent, player, -weight);
        }

        return (slope, information);
    }

    private static int IndexOf(string[] free, string name) => Array.BinarySearch(free, name, StringComparer.Ordinal);

    private static void Add(double[] sums, int index, double value)
    {
        if (index >= 0)
        {
            sums[index] += value;
        }
    }

    private static void Add(double[,] sums, int row, int column, double value)
    {
        if (row >= 0 && column >= 0)
        {
            sums[row, column] += value;
        }
    }

    /// <summary>A match as independent games, the even one included.</summary>
    private readonly record struct Trials(string Player, string Opponent, double Won, double Count)
    {
        public static Trials Of(RatedMatch match, int players)
        {
            var count = ScoreIntervals.TrialsOf(match.Score);
            return new Trials(match.Player, match.Opponent, (match.Score.Score * count) + (1.0 / players), count + 1);
        }
    }
}

/// <summary>What a player scored against another.</summary>
/// <param name="Player">Who scored.</param>
/// <param name="Opponent">Against whom.</param>
/// <param name="Score">Its score with its 95 % interval, from <see cref="ScoreIntervals"/>: the interval says how many independent games it is worth.</param>
public readonly record struct RatedMatch(string Player, string Opponent, ScoreInterval Score);
