using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>State of one iteration of one config: the only state the main line has (K32).</summary>
public sealed record IterationState : StoredRecord, IKeepsSent<IterationState>, IStaged
{
    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>Iteration, from 1.</summary>
    public required int Iteration { get; init; }

    /// <summary>What it is at.</summary>
    public required IterationStage Stage { get; init; }

    /// <summary>What it was given.</summary>
    public required IterationPlan Plan { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Shards that are stored, by index.</summary>
    public IReadOnlyList<ShardResult> Shards { get; init; } = [];

    /// <summary>Shards that were given up, by index.</summary>
    public IReadOnlyList<FailedShard> FailedShards { get; init; } = [];

    /// <summary>Result of verifying and merging.</summary>
    public SyncResult? Sync { get; init; }

    /// <summary>Training rows.</summary>
    public ExportResult? Export { get; init; }

    /// <summary>Training.</summary>
    public TrainingState? Training { get; init; }

    /// <summary>Evaluation.</summary>
    public EvaluationState? Evaluation { get; init; }

    /// <summary>How it ended; null while it runs.</summary>
    public IterationOutcome? Outcome { get; init; }

    /// <summary>Why it ended so.</summary>
    public string? OutcomeReason { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Events that changed it, by time.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];

    /// <summary>Event that ended it without a candidate or with a refused one; the next iteration follows from it. Null while it runs.</summary>
    public EventEnvelope? EndedBy { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<EventEnvelope> Sent { get; init; } = [];

    /// <inheritdoc/>
    public IterationState KeepingSent(IReadOnlyList<EventEnvelope> sent) => this with { Sent = sent };

    /// <summary>When something last changed it (UTC).</summary>
    public DateTimeOffset LastProgress() => Timeline.Count == 0 ? StartedAt : new[] { StartedAt, Timeline.Max(entry => entry.Time) }.Max();

    /// <summary>When something last changed it, leaving out what came while the clock was ahead (UTC); its start when that is all.</summary>
    public DateTimeOffset LastProgress(DateTimeOffset now) =>
        Timeline.Select(entry => entry.Time).Prepend(StartedAt).Where(time => !time.IsAhead(now)).DefaultIfEmpty(StartedAt).Max();

    /// <summary>Whether it has times that lie in the future.</summary>
    public bool IsAhead(DateTimeOffset now) => LastProgress().IsAhead(now);

    /// <summary>Shards that are neither stored nor given up, by index.</summary>
    public IEnumerable<int> MissingShards() => Enumerable.Range(0, Plan.Shards)
        .Except(Shards.Select(shard => shard.Shard)).Except(FailedShards.Select(shard => shard.Shard));

    /// <summary>Name of its aggregate.</summary>
    public AggregateKey Key() => AggregateKey.Iteration(Config, Iteration);

    /// <summary>The state with one more entry in the timeline, which is ordered by what it says and not by when it arrived.</summary>
    public IterationState Noting(EventEnvelope cause, string note)
    {
        ArgumentNullException.ThrowIfNull(cause);
        var timeline = Timeline.Append(new TimelineEntry(cause.Time, cause.Type, note))
            .OrderBy(entry => entry.Time).ThenBy(entry => entry.Type).ThenBy(entry => entry.Note, StringComparer.Ordinal);
        return this with { Timeline = [.. timeline] };
    }

    /// <summary>The state at its end.</summary>
    public IterationState Ended(EventEnvelope cause, IterationOutcome outcome, string reason)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return Noting(cause, $"{outcome}: {reason}") with
        {
            Stage = IterationStage.Finished,
            Outcome = outcome,
            OutcomeReason = reason,
            FinishedAt = cause.Time,
            EndedBy = cause,
        };
    }

    /// <summary>Checkpoint of the newest network: the candidate's, or the one training would have started from.</summary>
    public ArtifactRef? NewestCheckpoint() => Training?.Checkpoint ?? Plan.StartFrom;
}
