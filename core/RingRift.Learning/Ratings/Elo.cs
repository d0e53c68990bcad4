namespace RingRift.Learning.Ratings;

/// <summary>Rating differences from scores.</summary>
/// <remarks>
/// Two players: Elo's logistic model, <c>score = 1 / (1 + 10^(-d / 400))</c>. More: the model of Bradley and Terry for one against n - 1
/// equals (the first place of Plackett and Luce), <c>score = 1 / (1 + (n - 1) 10^(-d / 400))</c>.
/// </remarks>
public static class Elo
{
    /// <summary>The difference that makes a score expected; infinite for 0 and 1.</summary>
    /// <param name="score">Share of wins, 0..1.</param>
    /// <param name="players">Players per game, 2..4.</param>
    public static double OfScore(double score, int players = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(score);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(score, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(players, 2);
        return -400 * Math.Log10(((1 / score) - 1) / (players - 1));
    }

    /// <summary>The score that a difference makes expected.</summary>
    /// <param name="difference">Rating difference in Elo.</param>
    /// <param name="players">Players per game, 2..4.</param>
    public static double ToScore(double difference, int players = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(players, 2);
        return 1 / (1 + ((players - 1) * Math.Pow(10, -difference / 400)));
    }

    /// <summary>A score's interval as ratings.</summary>
    /// <param name="interval">The score and its interval.</param>
    /// <param name="players">Players per game, 2..4.</param>
    public static EloInterval OfInterval(ScoreInterval interval, int players = 2) =>
        new(OfScore(interval.Score, players), OfScore(interval.Low, players), OfScore(interval.High, players));
}

/// <summary>A rating difference with its confidence interval, in Elo; an end is infinite where the score's end is 0 or 1.</summary>
/// <param name="Elo">The difference.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct EloInterval(double Elo, double Low, double High);
