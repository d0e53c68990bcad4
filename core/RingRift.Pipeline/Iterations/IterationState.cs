using System.Text.Json.Serialization;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;
using RingRift.Game;
using RingRift.Learning.Samples;

namespace RingRift.Pipeline.Iterations;

/// <summary>State of one iteration of one config: the only state the main line has (K32).</summary>
public sealed record IterationState : StoredRecord, IResendable<IterationState>, IStaged
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
    public IterationState KeepingSent(IReadOnlyList<EventEnvelope> sent) => this with { Sent = [.. Sent.Where(IsAwaited), .. sent] };

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

    /// <summary>Network that played its games: where several did, that of the last shard; before there are any, the one it was given. Null for rollouts.</summary>
    public ArtifactRef? PlayedWith() => Shards.Count > 0 ? Shards[^1].Model ?? Plan.Model : Plan.Model;

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

    /// <summary>Whether it ended for a fault.</summary>
    public bool IsFailure() =>
        Outcome is IterationOutcome.DataRefused or IterationOutcome.TrainingFailed or IterationOutcome.EvaluationFailed or IterationOutcome.SelfPlayFailed;

    /// <summary>Whether its candidate may play: it stood its check, or there was none to stand.</summary>
    public bool HasPassed() => Evaluation is { } evaluation && Training?.Model is not null && (evaluation.IsChecked ? evaluation.Passed == true : evaluation.Generator is null);

    /// <summary>Whether its candidate scored below an even share against the champion, with 95 % confidence.</summary>
    public bool IsProvenWorse() => Evaluation?.Scores.Any(score =>
        score.Opponent.Name == EvaluationState.ChampionName && score.High < 1.0 / GameConfig.Parse(Config).Players) == true;

    /// <summary>Chunks are asked for a few at a time: those asked for before are still waited for.</summary>
    private bool IsAwaited(EventEnvelope sent) => Stage == IterationStage.Evaluation && sent.Type == MatchRequested.Type
        && sent.Payload<MatchRequested>().JobId is var job && Evaluation!.Matches.Any(match => match.JobId == job && !match.IsSettled());
}

/// <summary>The training rows of the iteration and what they look like.</summary>
/// <param name="Samples">The rows, or the first file of them.</param>
/// <param name="Quality">The figures of all rows, for the quality gate.</param>
public sealed record ExportResult(SampleFile Samples, SampleQuality Quality) : StoredRecord
{
    /// <summary>The files after the first, in order; null where one file holds all rows.</summary>
    public IReadOnlyList<SampleFile>? FurtherSamples { get; init; }

    /// <summary>Games left out because no file had room for them; null for none.</summary>
    public int? LeftOut { get; init; }

    /// <summary>All files, in order.</summary>
    public IEnumerable<SampleFile> Files() => [Samples, .. FurtherSamples ?? []];
}

/// <summary>A shard of self-play games that its worker gave up.</summary>
/// <param name="Shard">Index in the iteration, from 0.</param>
/// <param name="Reason">The last error.</param>
public sealed record FailedShard(int Shard, string Reason) : StoredRecord;

/// <summary>A file of training rows of one iteration.</summary>
/// <param name="Iteration">Iteration that made them.</param>
/// <param name="Artifact">The .npz file.</param>
/// <param name="Games">Games they come from.</param>
/// <param name="Rows">Rows in the file.</param>
public sealed record SampleFile(int Iteration, ArtifactRef Artifact, int Games, int Rows) : StoredRecord;

/// <summary>A stored shard of self-play games.</summary>
/// <param name="Shard">Index in the iteration, from 0.</param>
/// <param name="Data">The games.</param>
/// <param name="Games">Games in it.</param>
/// <param name="Attempt">Attempt of the job that made it, from 1.</param>
/// <param name="Seconds">Time that attempt worked.</param>
public sealed record ShardResult(int Shard, ArtifactRef Data, int Games, int Attempt, double Seconds) : StoredRecord
{
    /// <summary>Network that played it; null for the one that the iteration was given.</summary>
    public ArtifactRef? Model { get; init; }
}

/// <summary>What verifying and merging the shards gave.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Games">Games kept.</param>
/// <param name="Duplicates">Games seen before.</param>
/// <param name="Rejected">Games that do not replay, and all games of unreadable shards.</param>
public sealed record SyncResult(ArtifactRef Manifest, int Games, int Duplicates, int Rejected) : StoredRecord;

/// <summary>An event that changed an iteration.</summary>
/// <param name="Time">When the fact became true (UTC).</param>
/// <param name="Type">What happened.</param>
/// <param name="Note">What is worth telling, for people.</param>
public sealed record TimelineEntry(DateTimeOffset Time, DataEventType Type, string Note) : StoredRecord;

/// <summary>How an iteration ended.</summary>
public enum IterationOutcome
{
    /// <summary>The candidate became champion.</summary>
    Promoted,

    /// <summary>The candidate did not pass the gate.</summary>
    Rejected,

    /// <summary>The games or samples were not fit to train on.</summary>
    DataRefused,

    /// <summary>Training failed for good.</summary>
    TrainingFailed,

    /// <summary>A network under evaluation could not be run.</summary>
    EvaluationFailed,

    /// <summary>Every shard of self-play games was given up.</summary>
    [JsonStringEnumMemberName("selfplayFailed")]
    SelfPlayFailed,

    /// <summary>Its rows joined the window; no training was due.</summary>
    Banked,

    /// <summary>Its candidate passed or failed the checks of a generator; another was being measured against the champion.</summary>
    Unmeasured,
}
