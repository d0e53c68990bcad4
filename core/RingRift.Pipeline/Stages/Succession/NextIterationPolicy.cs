using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Game;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Stages.Succession;

/// <summary>How iterations follow one another: what each is given and when the run stops.</summary>
public sealed class NextIterationPolicy(PipelineOptions options)
{
    /// <summary>The first iteration of a config.</summary>
    /// <param name="config">The config.</param>
    /// <param name="now">When it begins.</param>
    /// <param name="shards">Its shards; null for those of the options.</param>
    public IterationState First(string config, DateTimeOffset now, int? shards = null) => Begin(config, 1, now, new IterationPlan
    {
        Shards = shards ?? options.ShardsPerIteration,
        GamesPerShard = options.FirstGamesPerShard,
        Seed = Seeds.OfIteration(options.Seed, config, 1),
    });

    /// <summary>The iteration after one that is over.</summary>
    /// <param name="previous">The one before.</param>
    /// <param name="champion">Champion now; null before the first promotion.</param>
    /// <param name="now">When it begins.</param>
    /// <param name="shards">Its shards; null for those of the options.</param>
    public IterationState After(IterationState previous, Champion? champion, DateTimeOffset now, int? shards = null)
    {
        ArgumentNullException.ThrowIfNull(previous);
        var iteration = previous.Iteration + 1;
        return Begin(previous.Config, iteration, now, new IterationPlan
        {
            Shards = shards ?? options.ShardsPerIteration,
            GamesPerShard = champion is null ? options.FirstGamesPerShard : options.GamesPerShard,
            Seed = Seeds.OfIteration(options.Seed, previous.Config, iteration),
            Model = champion?.Model,
            Generation = champion?.Generation ?? 0,
            StartFrom = StartFrom(previous, champion),
            Earlier = Earlier(previous),
            FailuresInARow = IsFailure(previous) ? previous.Plan.FailuresInARow + 1 : 0,
        });
    }

    /// <summary>Why no iteration follows; null when one does.</summary>
    public string? WhyNoNext(IterationState previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        return previous switch
        {
            _ when IsLast(previous) => $"iteration {previous.Iteration} was the last that is wanted",
            _ when IsFailure(previous) && previous.Plan.FailuresInARow + 1 >= options.MaxFailuresInARow =>
                $"{previous.Plan.FailuresInARow + 1} iterations in a row ended without a candidate, the last one because {previous.OutcomeReason}",
            _ => null,
        };
    }

    /// <summary>Whether no further iteration is wanted.</summary>
    public bool IsLast(IterationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Iteration >= options.MaxIterations;
    }

    /// <summary>The commands that set an iteration going.</summary>
    public static IReadOnlyList<EventDraft> Requests(IterationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return
        [
            .. Enumerable.Range(0, state.Plan.Shards).Select(shard => EventDraft.Of(new SelfplayRequested
            {
                Config = state.Config,
                Iteration = state.Iteration,
                JobId = JobIds.SelfPlay(state.Config, state.Iteration, shard),
                Shard = shard,
                Games = state.Plan.GamesPerShard,
                Seed = Seeds.OfShard(state.Plan.Seed, shard),
                Model = state.Plan.Model,
            })),
        ];
    }

    /// <summary>Whether an iteration ended without a candidate that was measured.</summary>
    public static bool IsFailure(IterationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Outcome is IterationOutcome.DataRefused or IterationOutcome.TrainingFailed or IterationOutcome.EvaluationFailed or IterationOutcome.SelfPlayFailed;
    }

    private static IterationState Begin(string config, int iteration, DateTimeOffset now, IterationPlan plan) => new()
    {
        Config = config,
        Iteration = iteration,
        Stage = IterationStage.SelfPlay,
        Plan = plan,
        StartedAt = now,
    };

    /// <summary>
    /// Training goes on from the newest network, promoted or not: one that was merely not proven better still knows more than its
    /// predecessor (ADR 0001). From one proven worse, or never measured, it turns back to the champion; and after a rollback, from everything that came of the
    /// network rolled back (ADR 0014). A training that failed may have failed for what it started from: the next one starts from the champion, and if that
    /// was it, from nothing (ADR 0013).
    /// </summary>
    private static ArtifactRef? StartFrom(IterationState previous, Champion? champion)
    {
        if (previous.Outcome == IterationOutcome.TrainingFailed)
        {
            return champion?.Checkpoint == previous.Plan.StartFrom ? null : champion?.Checkpoint;
        }

        var worse = previous.Evaluation?.Scores.Any(score =>
            score.Opponent.Name == Opponents.Champion && score.High < 1.0 / GameConfig.Parse(previous.Config).Players);
        var unmeasured = previous.Outcome == IterationOutcome.EvaluationFailed;
        var rolledBack = champion is { Rollback: not null } && previous.Plan.Generation < champion.Generation;
        return worse == true || unmeasured || rolledBack ? champion?.Checkpoint : previous.NewestCheckpoint();
    }

    private IReadOnlyList<SampleFile> Earlier(IterationState previous)
    {
        var fit = previous is { Training: not null, Export: { } export } ? previous.Plan.Earlier.Concat(export.Files()) : previous.Plan.Earlier;
        var newest = fit.GroupBy(file => file.Iteration).TakeLast(options.SamplesWindow - 1).SelectMany(files => files);
        return [.. newest.TakeLast(PipelineOptions.MostSampleFiles)];
    }
}
