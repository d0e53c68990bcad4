using System.Text.Json.Serialization;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Runs;

/// <summary>One iteration as people see it.</summary>
public sealed record IterationStatus
{
    /// <summary>Iteration, from 1.</summary>
    public required int Iteration { get; init; }

    /// <summary>What it is at.</summary>
    public required IterationStage Stage { get; init; }

    /// <summary>What it waits for.</summary>
    public required string WaitsFor { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Model that played; null for rollouts.</summary>
    [JsonPropertyName("selfplayModel")]
    public string? SelfPlayModel { get; init; }

    /// <summary>Self-play shards wanted.</summary>
    public required int Shards { get; init; }

    /// <summary>Self-play shards stored.</summary>
    public required int ShardsDone { get; init; }

    /// <summary>Self-play shards given up.</summary>
    public int ShardsFailed { get; init; }

    /// <summary>Games wanted.</summary>
    public required int GamesWanted { get; init; }

    /// <summary>Games in stored shards.</summary>
    public required int Games { get; init; }

    /// <summary>Games kept after verification.</summary>
    public int? GamesKept { get; init; }

    /// <summary>Games dropped as seen before.</summary>
    public int? Duplicates { get; init; }

    /// <summary>Games dropped as not valid.</summary>
    public int? Rejected { get; init; }

    /// <summary>Training rows of this iteration.</summary>
    public int? Rows { get; init; }

    /// <summary>Mean entropy of the policy targets, nats.</summary>
    public double? PolicyEntropy { get; init; }

    /// <summary>Mean plies of a game.</summary>
    public double? MeanPlies { get; init; }

    /// <summary>Training; null before the quality gate.</summary>
    public TrainingState? Training { get; init; }

    /// <summary>Match jobs wanted.</summary>
    public required int Matches { get; init; }

    /// <summary>Match jobs played.</summary>
    public required int MatchesDone { get; init; }

    /// <summary>Results so far, running ones too.</summary>
    public required IReadOnlyList<OpponentStatus> Scores { get; init; }

    /// <summary>What the promotion gate said; null before, and where none was asked.</summary>
    public GateVerdict? Gate { get; init; }

    /// <summary>How it ended.</summary>
    public IterationOutcome? Outcome { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Events that changed it, by time.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
}
