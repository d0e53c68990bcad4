using System.ComponentModel.DataAnnotations;
using RingRift.Azure.ScaleSets;

namespace RingRift.Azure.Workers;

/// <summary>The scale set that a worker's machine is part of (configuration section <c>ScaleSet</c>).</summary>
public sealed record WorkerScaleSetOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "ScaleSet";

    /// <summary>Resource id of the scale set; empty where there is none, and nothing is then protected. Default empty.</summary>
    public string ResourceId { get; init; } = string.Empty;

    /// <summary>Seconds between two looks whether the machine is to be protected. Default 5.</summary>
    [Range(0.05, 600)]
    public double CheckSeconds { get; init; } = 5;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ResourceId.Length > 0 && !ScaleSetId.IsValid(ResourceId))
        {
            yield return new ValidationResult(
                $"ScaleSet:ResourceId '{ResourceId}' must be empty or {ScaleSetId.Rule}.", [nameof(ResourceId)]);
        }
    }
}
