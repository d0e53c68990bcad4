using System.ComponentModel.DataAnnotations;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Operations.Reconciliation;

/// <summary>When an event counts as lost; section <c>Reconciliation</c>.</summary>
public sealed class ReconciliationOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Reconciliation";

    /// <summary>
    /// Time without progress after which the events a stage waits for are sent again. Defaults: 1 min for decisions, 2 min for the alias, 5
    /// min where a worker or the sync function works, 10 min for export and matches, whose work no lease shows.
    /// </summary>
    [Required]
    public StageTimes After { get; set; } = new()
    {
        SelfPlay = TimeSpan.FromMinutes(5),
        Sync = TimeSpan.FromMinutes(5),
        Export = TimeSpan.FromMinutes(10),
        Gate = TimeSpan.FromMinutes(1),
        Training = TimeSpan.FromMinutes(5),
        Evaluation = TimeSpan.FromMinutes(10),
        Promotion = TimeSpan.FromMinutes(1),
        Distribution = TimeSpan.FromMinutes(2),
        Finished = TimeSpan.FromMinutes(1),
    };

    /// <summary>Longest wait between two repeats of the same events; it begins with the stage's time and doubles. Default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxBackOff { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => After.Faults(nameof(After));
}
