using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Conditions;

/// <summary>What a run waits for: every condition of the stage it is at and of those that follow; also the HTTP answer, as JSON.</summary>
public sealed record RunConditions
{
    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>When this was read (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Newest iteration.</summary>
    public required int Iteration { get; init; }

    /// <summary>What it is at.</summary>
    public required IterationStage Stage { get; init; }

    /// <summary>When it last made progress (UTC).</summary>
    public required DateTimeOffset LastProgress { get; init; }

    /// <summary>The conditions, by stage.</summary>
    public required IReadOnlyList<RunCondition> Conditions { get; init; }

    /// <summary>Records that this version cannot read; what they would say is missing above. Null when there are none.</summary>
    public IReadOnlyList<UnreadableRecord>? Unreadable { get; init; }

    /// <summary>Those of the current stage that are not met: why it does not go on.</summary>
    public IEnumerable<RunCondition> Unmet() => Conditions.Where(condition => condition.Stage == Stage && !condition.Met);
}
