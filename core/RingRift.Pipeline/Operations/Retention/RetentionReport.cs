using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>What retention would delete now; also the HTTP answer, as JSON.</summary>
/// <param name="Time">When this was read (UTC).</param>
/// <param name="Enabled">Whether the daemons delete it.</param>
/// <param name="Named">Artifacts that something names, and that stay however old they are.</param>
/// <param name="Items">What would be deleted, by kind.</param>
public sealed record RetentionReport(DateTimeOffset Time, bool Enabled, int Named, IReadOnlyList<RetentionItem> Items)
{
    /// <summary>Records that this version cannot read; they stay. Null when there are none.</summary>
    public IReadOnlyList<UnreadableRecord>? Unreadable { get; init; }
}
