namespace RingRift.GpuWorker.Training;

/// <summary>Mean losses of some rows, in nats.</summary>
/// <param name="Policy">Cross-entropy of the policy against the search's visits.</param>
/// <param name="Value">Cross-entropy of the seat shares.</param>
public readonly record struct TrainingLosses(double Policy, double Value);
