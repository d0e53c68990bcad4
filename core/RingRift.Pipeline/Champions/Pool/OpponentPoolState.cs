using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>The opponent pool of a config: who was champion, and what candidates scored. Win rates and priorities follow from it and are not stored.</summary>
public sealed record OpponentPoolState : StoredRecord
{
    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>Champions, by iteration and model id.</summary>
    public IReadOnlyList<PoolMember> Members { get; init; } = [];

    /// <summary>Results of evaluations, by iteration, in the order of the evaluation.</summary>
    public IReadOnlyList<PoolResult> Results { get; init; } = [];
}
