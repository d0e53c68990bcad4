using System.ComponentModel.DataAnnotations;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Promotion;

/// <summary>What a candidate must show; section <c>Pipeline</c>.</summary>
public sealed class PromotionOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = PipelineOptions.Section;

    /// <summary>The sequential test that a candidate has to pass against the champion, and before the first against random play.</summary>
    [Required]
    public SequentialTestOptions PromotionTest { get; set; } = new();

    /// <summary>Score against random play below which no candidate is promoted, whatever the champion lost to it. Default 0.5; 0 for no such floor.</summary>
    [Range(0.0, 1.0)]
    public double RandomFloor { get; set; } = 0.5;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var test = new List<ValidationResult>();
        Validator.TryValidateObject(PromotionTest, new ValidationContext(PromotionTest), test, validateAllProperties: true);
        return test.Select(result => new ValidationResult($"{nameof(PromotionTest)}: {result.ErrorMessage}", [nameof(PromotionTest)]));
    }
}
