using System.ComponentModel.DataAnnotations;

namespace RingRift.Pipeline.Champions.Regression;

/// <summary>When a champion counts as weaker than an earlier one; section <c>Regression</c> (ADR 0014).</summary>
public sealed class RegressionOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Regression";

    /// <summary>Drop from which a regression is minor, in Elo. Default 20.</summary>
    [Range(0.0, 2000.0)]
    public double MinorElo { get; set; } = 20;

    /// <summary>Drop from which it is moderate, in Elo. Default 35.</summary>
    [Range(0.0, 2000.0)]
    public double ModerateElo { get; set; } = 35;

    /// <summary>Drop from which it is severe, in Elo. Default 50.</summary>
    [Range(0.0, 2000.0)]
    public double SevereElo { get; set; } = 50;

    /// <summary>Drop from which it is critical, in Elo. Default 75.</summary>
    [Range(0.0, 2000.0)]
    public double CriticalElo { get; set; } = 75;

    /// <summary>One-sided confidence that the drop is at least that large, for all compared champions together. Default 0.95.</summary>
    [Range(0.5, 0.999)]
    public double Confidence { get; set; } = 0.95;

    /// <summary>Earlier champions that the champion is compared with, the newest of its line. Default 5.</summary>
    [Range(1, 10)]
    public int Lookback { get; set; } = 5;

    /// <summary>Whether a critical regression is rolled back without asking. Default true.</summary>
    public bool AutomaticRollback { get; set; } = true;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!(MinorElo < ModerateElo && ModerateElo < SevereElo && SevereElo < CriticalElo))
        {
            yield return new ValidationResult(
                $"MinorElo {MinorElo}, ModerateElo {ModerateElo}, SevereElo {SevereElo}, CriticalElo {CriticalElo}: each must be above the one before (K34).",
                [nameof(MinorElo), nameof(ModerateElo), nameof(SevereElo), nameof(CriticalElo)]);
        }
    }
}
