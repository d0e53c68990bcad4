namespace RingRift.GpuWorker.Training;

/// <summary>A training run that cannot give a usable network.</summary>
/// <param name="reason">What is wrong, with the values that show it.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class TrainingException(string reason, Exception? inner = null) : Exception(reason, inner);
