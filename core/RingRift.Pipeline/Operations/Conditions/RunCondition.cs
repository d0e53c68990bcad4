using RingRift.Eventing.Events;

namespace RingRift.Pipeline.Operations.Conditions;

/// <summary>One thing that a stage needs before it is over.</summary>
/// <param name="Stage">The stage; <see cref="IterationStage.Finished"/> stands for the beginning of the next iteration.</param>
/// <param name="Name">What it is about.</param>
/// <param name="Actual">What it is now.</param>
/// <param name="Threshold">What it has to be.</param>
/// <param name="Met">Whether it is.</param>
/// <param name="Since">Since when it is so (UTC); null when nobody knows.</param>
public sealed record RunCondition(IterationStage Stage, string Name, string Actual, string Threshold, bool Met, DateTimeOffset? Since = null);
