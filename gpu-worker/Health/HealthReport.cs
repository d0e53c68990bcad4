namespace RingRift.GpuWorker.Health;

/// <summary>How a worker is.</summary>
/// <param name="IsLive">Whether the process works at all; only a new one could help where not.</param>
/// <param name="IsReady">Whether it takes jobs.</param>
/// <param name="AtWork">Whether it has one.</param>
/// <param name="Reasons">Why it is not ready; empty when it is.</param>
public sealed record HealthReport(bool IsLive, bool IsReady, bool AtWork, IReadOnlyList<HealthReason> Reasons);
