using RingRift.Learning.Samples;

namespace RingRift.GpuWorker.Training;

/// <summary>One sample file of a window.</summary>
/// <param name="Name">Its content hash: with the game's number it names a game for good, so that a held-out game stays held out in every later window.</param>
/// <param name="Samples">Its rows.</param>
public sealed record NamedSamples(string Name, SampleSet Samples);
