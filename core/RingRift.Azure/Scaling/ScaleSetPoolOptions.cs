using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using RingRift.Azure.ScaleSets;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Azure.Scaling;

/// <summary>Which virtual machine scale sets the scaler sets; section <c>Scaler</c>, beside <see cref="ScalerOptions"/>. Without any it is off.</summary>
public sealed class ScaleSetPoolOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = ScalerOptions.Section;

    /// <summary>The scale sets of self-play workers: Spot.</summary>
    [Required]
    [ConfigurationKeyName("Selfplay")]
    public ScaleSetNames SelfPlay { get; set; } = new();

    /// <summary>The scale sets of training workers: regular.</summary>
    [Required]
    public ScaleSetNames Training { get; set; } = new();

    /// <summary>Resource ids of the scale sets of a kind of work.</summary>
    public IReadOnlyList<string> Of(WorkKind kind) => [.. (kind == WorkKind.Training ? Training : SelfPlay).ScaleSets.Where(id => !string.IsNullOrWhiteSpace(id))];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var all = WorkKinds.All.SelectMany(kind => Of(kind).Select(id => (Kind: kind, Id: id))).ToArray();
        foreach (var (kind, id) in all.Where(set => !ScaleSetId.IsValid(set.Id)))
        {
            yield return new ValidationResult($"{WorkKinds.SettingOf(kind)}: ScaleSets: '{id}' must be {ScaleSetId.Rule}.", [WorkKinds.SettingOf(kind)]);
        }

        foreach (var id in all.GroupBy(set => set.Id, StringComparer.OrdinalIgnoreCase).Where(set => set.Count() > 1).Select(set => set.Key))
        {
            yield return new ValidationResult($"ScaleSets: '{id}' is named twice; a scale set does one kind of work, or that would starve another.", [nameof(ScaleSetNames.ScaleSets)]);
        }
    }
}

/// <summary>The scale sets of one kind of work.</summary>
public sealed class ScaleSetNames
{
    /// <summary>Resource ids, filled in this order: a set holds 1,000 machines. Empty: not scaled.</summary>
    public IList<string> ScaleSets { get; } = [];
}
