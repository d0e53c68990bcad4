using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Jobs;

/// <summary>A heartbeat: what a running job has done. For people and monitors; nothing is decided by it.</summary>
public sealed record JobProgress : StoredRecord
{
    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>Iteration.</summary>
    public required int Iteration { get; init; }

    /// <summary><c>selfplay</c>, <c>training</c> or <c>match</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Units done: games or optimiser steps.</summary>
    public required long Done { get; init; }

    /// <summary>Units in all.</summary>
    public required long Total { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>
    /// What people should know of where the job runs, for example that it is slower there than elsewhere; null for nothing.
    /// </summary>
    public string? Note { get; init; }

    /// <summary>Named figures, for example <c>policy_loss</c> or <c>plies</c>.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();
}
