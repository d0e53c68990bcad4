using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Conditions;

/// <summary>What a run waits for: every condition of each stage that something is at, and of training and the next iteration; also the HTTP answer, as JSON.</summary>
public sealed record RunConditions
{
    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>When this was read (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Newest iteration; 0 before the first.</summary>
    public required int Iteration { get; init; }

    /// <summary>When an open iteration last made progress (UTC); null where none is open.</summary>
    public DateTimeOffset? LastProgress { get; init; }

    /// <summary>The conditions, by stage.</summary>
    public required IReadOnlyList<RunCondition> Conditions { get; init; }

    /// <summary>Records that this version cannot read; what they would say is missing above. Null when there are none.</summary>
    public IReadOnlyList<UnreadableRecord>? Unreadable { get; init; }

    /// <summary>Those that are not met: why something does not go on.</summary>
    public IEnumerable<RunCondition> Unmet() => Conditions.Where(condition => !condition.Met);
}
