using System.ComponentModel.DataAnnotations;
using RingRift.Learning.Samples;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Training;

/// <summary>When samples are good enough to train on; section <c>Pipeline</c>.</summary>
public sealed class TrainingPlanOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = PipelineOptions.Section;

    /// <summary>Bounds that samples must keep to be trained on.</summary>
    [Required]
    public QualityGateOptions Quality { get; set; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var quality = new List<ValidationResult>();
        Validator.TryValidateObject(Quality, new ValidationContext(Quality), quality, validateAllProperties: true);
        return quality.Select(result => new ValidationResult($"Quality: {result.ErrorMessage}", [nameof(Quality)]));
    }
}
