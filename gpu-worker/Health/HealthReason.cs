namespace RingRift.GpuWorker.Health;

/// <summary>One reason why a worker is not ready.</summary>
/// <param name="Code">The kind.</param>
/// <param name="Message">What exactly, for people.</param>
public sealed record HealthReason(HealthReasonCode Code, string Message);
