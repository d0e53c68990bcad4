using RingRift.Eventing.Aggregates;

namespace RingRift.GpuWorker.Jobs;

/// <summary>Another worker holds the job now; whatever this one made of it must not be committed.</summary>
/// <param name="key">The job.</param>
/// <param name="attempt">Attempt that lost it.</param>
public sealed class LeaseLostException(AggregateKey key, int attempt)
    : Exception($"{key}: attempt {attempt} lost its lease to a newer one");
