using System.ComponentModel.DataAnnotations;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Operations.Stalls;

/// <summary>When an iteration counts as stalled; section <c>Stalls</c>.</summary>
public sealed class StallOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Stalls";

    /// <summary>
    /// Longest time without progress of each stage; heartbeats of jobs that get further are progress. Defaults: half an hour where jobs are
    /// played or trained, a quarter of an hour for merging and export, 5 min for decisions. All are longer than the reconcilers need for a
    /// first repair.
    /// </summary>
    [Required]
    public StageTimes After { get; set; } = new()
    {
        SelfPlay = TimeSpan.FromMinutes(30),
        Sync = TimeSpan.FromMinutes(15),
        Export = TimeSpan.FromMinutes(25),
        Gate = TimeSpan.FromMinutes(5),
        Training = TimeSpan.FromMinutes(30),
        Evaluation = TimeSpan.FromMinutes(30),
        Promotion = TimeSpan.FromMinutes(5),
        Distribution = TimeSpan.FromMinutes(5),
        Finished = TimeSpan.FromMinutes(5),
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => After.Faults(nameof(After));
}
