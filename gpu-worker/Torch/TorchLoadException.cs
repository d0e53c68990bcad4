namespace RingRift.GpuWorker.Torch;

/// <summary>LibTorch cannot be loaded on this machine.</summary>
/// <param name="reason">What was tried and what happened.</param>
/// <param name="inner">The loader's error.</param>
public sealed class TorchLoadException(string reason, Exception? inner = null) : Exception($"LibTorch cannot be loaded: {reason}", inner);
