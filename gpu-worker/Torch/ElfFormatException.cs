namespace RingRift.GpuWorker.Torch;

/// <summary>Bytes that are no shared library this code can read.</summary>
/// <param name="reason">What is wrong.</param>
public sealed class ElfFormatException(string reason) : FormatException($"The shared library cannot be read: {reason}");
