using RingRift.Eventing.Events;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Runs;

/// <summary>Puts the status of a run together from what is stored. Reads only, never decides.</summary>
public sealed class RunStatusReader(
    LearnerStore learners, LearnerPolicy policy, IterationHistory history, IChampionStore champions, IProgressBoard progress, SelfPlaySizing sizing,
    TimeProvider time)
{
    /// <summary>The status; null when the config was never started.</summary>
    /// <exception cref="UnknownConfigException">The name is none of the twelve configs.</exception>
    /// <exception cref="UnreadableRecordException">This version cannot read the learner of the run.</exception>
    public async Task<RunStatus?> ReadAsync(string config, CancellationToken cancellationToken)
    {
        var known = UnknownConfigException.Require(config);
        if (await learners.FindStartedAsync(known.Name, cancellationToken) is not { } learner)
        {
            return null;
        }

        var (states, damaged) = await history.ReadAsync(learner, cancellationToken);
        var unreadable = new List<UnreadableRecord>(damaged);
        var champion = await ChampionAsync(known.Name, unreadable, cancellationToken);
        var jobs = await JobsAsync(learner, unreadable, cancellationToken);
        var size = await sizing.OfAsync(known.Name, cancellationToken);
        return Status(learner, states, champion, jobs, size) with { Unreadable = unreadable.OrNull() };
    }

    private RunStatus Status(LearnerState learner, IReadOnlyList<IterationState> states, Champion? champion, IReadOnlyList<JobProgress> jobs, SelfPlaySize size)
    {
        var measured = states.Where(state => state.Stage is IterationStage.Evaluation or IterationStage.Promotion or IterationStage.Distribution).ToArray();
        var training = states.FirstOrDefault(state => state.Stage == IterationStage.Training);
        var generator = policy.GeneratorOf(learner, learner.Begun + 1);
        var due = policy.Due(learner, size.RowsPerTraining);
        return new RunStatus
        {
            Config = learner.Config,
            Time = time.GetUtcNow(),
            Iteration = learner.Begun,
            SelfPlay = new SelfPlayLane(learner.Playing, size.LanesWith(generator), learner.Games, learner.Rows, LaneText.WaitsFor(learner, policy))
            {
                Model = generator?.Model?.Sha256,
                ModelIteration = generator?.Model is null ? null : generator.Iteration,
            },
            Training = new TrainingLane(learner.Trainings, learner.NewRows, due, LaneText.OfTraining(learner, policy, training, due))
            {
                Iteration = training?.Iteration,
            },
            Evaluation = new EvaluationLane([.. measured.Select(state => state.Iteration)], LaneText.OfEvaluation(measured)) { Measured = learner.Evaluating },
            Stopped = policy.IsOver(learner) ? policy.WhyStopped(learner) : null,
            StoppedByFailures = policy.IsOver(learner) && policy.HasFailed(learner),
            Promotions = states.Count(state => state.Outcome == IterationOutcome.Promoted),
            Champion = Champion(states, champion),
            Iterations = [.. states.Select(Status)],
            Jobs = jobs,
        };
    }

    private async Task<IReadOnlyList<JobProgress>> JobsAsync(LearnerState learner, List<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        var jobs = new List<JobProgress>();
        foreach (var iteration in learner.Open())
        {
            jobs.AddRange(await progress.ListAsync(learner.Config, iteration, unreadable, cancellationToken));
        }

        return jobs;
    }

    private async Task<Champion?> ChampionAsync(string config, List<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        try
        {
            return (await champions.GetAsync(config, cancellationToken))?.Champion;
        }
        catch (UnreadableRecordException noted)
        {
            unreadable.Add(noted.Unreadable);
            return null;
        }
    }

    private static ChampionStatus? Champion(IReadOnlyList<IterationState> states, Champion? champion) =>
        champion is null
            ? null
            : new ChampionStatus(
                champion.Model.Sha256,
                champion.Generation,
                champion.Iteration,
                states.FirstOrDefault(state => state.Iteration == champion.Iteration) is { } state ? Scores(state) : []);

    private static IterationStatus Status(IterationState state) => new()
    {
        Iteration = state.Iteration,
        Stage = state.Stage,
        WaitsFor = StageText.WaitsFor(state),
        StartedAt = state.StartedAt,
        FinishedAt = state.FinishedAt,
        SelfPlayModel = state.PlayedWith()?.Sha256,
        Shards = state.Plan.Shards,
        ShardsDone = state.Shards.Count,
        ShardsFailed = state.FailedShards.Count,
        GamesWanted = state.Plan.Shards * state.Plan.GamesPerShard,
        Games = state.Shards.Sum(shard => shard.Games),
        GamesKept = state.Sync?.Games,
        Duplicates = state.Sync?.Duplicates,
        Rejected = state.Sync?.Rejected,
        Rows = state.Export?.Samples.Rows,
        PolicyEntropy = state.Export?.Quality.PolicyEntropy,
        MeanPlies = state.Export?.Quality.MeanPlies,
        Training = state.Training,
        Matches = state.Evaluation?.Matches.Count ?? 0,
        MatchesDone = state.Evaluation?.Matches.Count(match => match.IsSettled()) ?? 0,
        Scores = Scores(state),
        Gate = state.Evaluation?.Gate,
        Outcome = state.Outcome,
        Reason = state.OutcomeReason,
        Timeline = state.Timeline,
    };

    private static IReadOnlyList<OpponentStatus> Scores(IterationState state) =>
        state.Evaluation is null ? [] : [.. MatchTally.Scores(state.Config, state.Evaluation).Select(score => OpponentStatus.Of(state.Config, score))];
}
