namespace RingRift.Pipeline.Stages.Promotion;

/// <summary>What the gate says about a candidate.</summary>
/// <param name="Passed">Whether it may become champion.</param>
/// <param name="Reason">The figures that decided.</param>
public sealed record PromotionVerdict(bool Passed, string Reason);
