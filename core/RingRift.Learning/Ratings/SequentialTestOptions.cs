using System.ComponentModel.DataAnnotations;

namespace RingRift.Learning.Ratings;

/// <summary>What a <see cref="SequentialTest"/> tests.</summary>
public sealed record SequentialTestOptions : IValidatableObject
{
    /// <summary>Elo difference up to which a player counts as not stronger (H0). Default 0.</summary>
    [Range(-1000.0, 1000.0)]
    public double Elo0 { get; init; }

    /// <summary>Elo difference from which it counts as stronger (H1); above <see cref="Elo0"/>. Default 50.</summary>
    [Range(-1000.0, 1000.0)]
    public double Elo1 { get; init; } = 50;

    /// <summary>Probability of H1 where H0 is true. Default 0.05.</summary>
    [Range(0.0001, 0.5)]
    public double Alpha { get; init; } = 0.05;

    /// <summary>Probability of H0 where H1 is true. Default 0.05.</summary>
    [Range(0.0001, 0.5)]
    public double Beta { get; init; } = 0.05;

    /// <summary>The log likelihood ratio at which H0 is accepted (Wald 1945).</summary>
    public double Lower => Math.Log(Beta / (1 - Alpha));

    /// <summary>The log likelihood ratio at which H1 is accepted (Wald 1945).</summary>
    public double Upper => Math.Log((1 - Beta) / Alpha);

    /// <summary>
    /// Pairs that the test takes on average where H0 or H1 is just true, whichever takes longer (Wald 1945): the mean step of the log
    /// likelihood ratio is half the square of the difference of the scores, by the variance of a pair of independent games.
    /// </summary>
    /// <param name="players">Games per pair, 2..4.</param>
    public double ExpectedPairs(int players)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(players, 2);
        var between = Elo.ToScore(Elo1, players) - Elo.ToScore(Elo0, players);
        var variance = (1.0 / players) * (1 - (1.0 / players)) / players;
        var step = between * between / (2 * variance);
        return Math.Max(-(((1 - Alpha) * Lower) + (Alpha * Upper)), ((1 - Beta) * Upper) + (Beta * Lower)) / step;
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Elo1 <= Elo0)
        {
            yield return new ValidationResult($"Elo1: {Elo1} must be above Elo0, {Elo0}.", [nameof(Elo1)]);
        }

        if (Alpha + Beta >= 1)
        {
            yield return new ValidationResult($"Alpha: {Alpha} and Beta {Beta} must sum to less than 1.", [nameof(Alpha)]);
        }
    }
}
