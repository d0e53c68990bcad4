using System.ComponentModel.DataAnnotations;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Promotion;

/// <summary>What a candidate must show; section <c>Pipeline</c>.</summary>
public sealed class PromotionOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = PipelineOptions.Section;

    /// <summary>One-sided confidence that the candidate is better which the gate asks for. Default 0.95.</summary>
    [Range(0.5, 0.9999)]
    public double PromotionConfidence { get; set; } = 0.95;
}
