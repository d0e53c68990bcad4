namespace RingRift.GpuWorker.Jobs;

/// <summary>An event that asks for nothing this worker can ever do.</summary>
/// <param name="reason">The value and the rule it breaks.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class JobFormatException(string reason, Exception? inner = null) : FormatException(reason, inner);
