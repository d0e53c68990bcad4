using RingRift.Eventing.Events;
using RingRift.Eventing.Records;
using RingRift.Game;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Stages.Evaluation;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Runs;

/// <summary>Reads where a run stands. Reads state only, never decides. Fit to be asked every second (<see cref="IterationHistory"/>).</summary>
public sealed class RunStatusReader(
    IterationHistory iterations, IChampionStore champions, IProgressBoard progress, NextIterationPolicy policy, TimeProvider time)
{
    /// <summary>The status; null when the config was never started.</summary>
    /// <exception cref="UnknownConfigException">The name is none of the twelve configs.</exception>
    /// <exception cref="UnreadableRecordException">This version can read no iteration of the run.</exception>
    public async Task<RunStatus?> ReadAsync(string config, CancellationToken cancellationToken)
    {
        if (!GameConfig.TryParse(config, out var known))
        {
            throw new UnknownConfigException(config);
        }

        var (states, damaged) = await iterations.ReadAsync(known.Name, cancellationToken);
        if (states.Count == 0)
        {
            return damaged.Count == 0 ? null : throw new UnreadableRecordException(damaged[0]);
        }

        var unreadable = new List<UnreadableRecord>(damaged);
        var champion = await ChampionAsync(known.Name, unreadable, cancellationToken);
        var newest = states[^1];
        var stopped = newest.Stage == IterationStage.Finished ? policy.WhyNoNext(newest) : null;
        return new RunStatus
        {
            Config = known.Name,
            Time = time.GetUtcNow(),
            Iteration = newest.Iteration,
            Stage = newest.Stage,
            WaitsFor = damaged.Count == 0 ? StageText.WaitsFor(newest) : $"a version that can read the run: {damaged[^1]}",
            Stopped = stopped,
            StoppedByFailures = stopped is not null && NextIterationPolicy.IsFailure(newest),
            Promotions = states.Count(state => state.Outcome == IterationOutcome.Promoted),
            Champion = Champion(states, champion),
            Iterations = [.. states.Select(Status)],
            Jobs = await progress.ListAsync(known.Name, newest.Iteration, unreadable, cancellationToken),
            Unreadable = unreadable.OrNull(),
        };
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
        SelfPlayModel = state.Plan.Model?.Sha256,
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
        Outcome = state.Outcome,
        Reason = state.OutcomeReason,
        Timeline = state.Timeline,
    };

    private static IReadOnlyList<OpponentStatus> Scores(IterationState state) =>
        state.Evaluation is null ? [] : [.. MatchTally.Scores(state.Config, state.Evaluation).Select(score => OpponentStatus.Of(state.Config, score))];
}
