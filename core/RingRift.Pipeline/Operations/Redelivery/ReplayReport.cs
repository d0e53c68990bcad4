namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>What a replay sent, or would send.</summary>
/// <param name="ReplayId">Marks every delivery of the replay; null for a dry run.</param>
/// <param name="Consumer">Who gets the events.</param>
/// <param name="IsDryRun">Whether nothing was sent.</param>
/// <param name="Events">The events, oldest first.</param>
public sealed record ReplayReport(string? ReplayId, string Consumer, bool IsDryRun, IReadOnlyList<ReplayedEvent> Events);
