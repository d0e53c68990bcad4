namespace RingRift.GpuWorker.Training;

/// <summary>What run a checkpoint is of, and how far it is.</summary>
/// <param name="Version">Format of the checkpoint.</param>
/// <param name="Spec">The network (JSON of its specification).</param>
/// <param name="Window">Fingerprint of the window.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Step">Steps made.</param>
/// <param name="TotalSteps">Steps of the whole run.</param>
public sealed record TrainingCheckpointMeta(int Version, string Spec, string Window, ulong Seed, int Step, int TotalSteps);
