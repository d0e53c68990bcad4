namespace RingRift.GpuWorker.Training;

/// <summary>What an optimiser remembers between steps, by weight name.</summary>
/// <param name="First">First moments.</param>
/// <param name="Second">Second moments.</param>
/// <param name="Average">Averaged weights.</param>
public sealed record OptimizerState(
    IReadOnlyDictionary<string, float[]> First, IReadOnlyDictionary<string, float[]> Second, IReadOnlyDictionary<string, float[]> Average);
