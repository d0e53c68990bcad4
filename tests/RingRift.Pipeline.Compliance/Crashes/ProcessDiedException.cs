namespace RingRift.Pipeline.Compliance.Crashes;

/// <summary>The process is dead. Whatever its code still tries, it does no more.</summary>
/// <param name="point">Where it died.</param>
public sealed class ProcessDiedException(string point) : Exception($"the process died {point}");
