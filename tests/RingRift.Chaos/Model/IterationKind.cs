namespace RingRift.Chaos.Model;

/// <summary>What happens in an iteration of a run.</summary>
internal enum IterationKind
{
    /// <summary>Shards are told: SELFPLAY_COMPLETE of each leads to one DATA_SYNC_TRIGGERED.</summary>
    Collected,

    /// <summary>Shards are asked for: the worker answers each SELFPLAY_REQUESTED by a SELFPLAY_COMPLETE, which lead to one DATA_SYNC_TRIGGERED.</summary>
    Played,

    /// <summary>Chunks are told: MATCH_COMPLETED of each leads to one EVALUATION_COMPLETED, and that to one PROMOTION_REJECTED.</summary>
    Evaluated,
}
