using System.Text.Json;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Conditions;
using RingRift.Pipeline.Operations.Queues;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Stages.Promotion;
using RingRift.Pipeline.Stages.Training;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Operations.Conditions;

public sealed class ConditionPolicyTests
{
    private static readonly PipelineOptions Options = new() { MaxIterations = 5 };
    private static readonly string Job2 = JobIds.SelfPlay(States.Config, 2, 2);

    private readonly ConditionPolicy _policy = new(
        Options, new TrainingPlanOptions(), new LearnerOptions(), new PromotionGate(new PromotionOptions()), new LearnerPolicy(Options, new LearnerOptions()), new BackPressureOptions());

    public static TheoryData<string, RunFacts, string, string, string, bool> Table => new()
    {
        { "shards", Of(TwoShards()), "iteration 2: shards stored", "2/3, 0 given up", "3 stored or given up", false },
        { "shard given up", Of(TwoShards() with { FailedShards = [new FailedShard(2, "e")] }), "iteration 2: shards stored", "2/3, 1 given up", "3 stored or given up", true },
        { "not taken", Of(TwoShards()), $"job {Job2}", "no worker has taken it yet", "done and counted", false },
        { "held", Of(TwoShards(), Shard(JobStatus.Running, 1)), $"job {Job2}", "attempt 2, lease held by w until 2026-03-01 12:01:00Z; 40/100, heartbeat 3 s ago", "done and counted", false },
        { "expired", Of(TwoShards(), Shard(JobStatus.Running, -2)), $"job {Job2}", "attempt 2, the lease of w is over for 2.0 min; 40/100, heartbeat 3 s ago", "done and counted", false },
        { "done", Of(TwoShards(), Shard(JobStatus.Done, -2)), $"job {Job2}", "done, but not counted yet; 40/100, heartbeat 3 s ago", "done and counted", false },
        { "given up", Of(TwoShards(), Shard(JobStatus.Failed, -2)), $"job {Job2}", "given up: cuda; 40/100, heartbeat 3 s ago", "done and counted", false },
        { "sync", Of(States.Sync()), "iteration 2: games kept", "not verified yet", "at least 1", false },
        { "due", Of(States.Training()), "new rows", "0", "at least 6,000", false },
        { "rows", Of(States.Gate(States.Quality() with { Rows = 15_000 })), "iteration 2: rows", "15,000", "at least 256", true },
        { "few rows", Of(States.Gate(States.Quality() with { Rows = 200 })), "iteration 2: rows", "200", "at least 256", false },
        { "decisive", Of(States.Gate(States.Quality() with { DecisiveShare = 0.5 })), "iteration 2: decisive games", "50.0 %", "at least 80.0 %", false },
        { "seat bias", Of(States.Gate(States.Quality() with { Games = 60, SeatWins = [1, 0] })), "iteration 2: quality gate", "One seat won 100.0 % of the games; 98.0 % is the most.", "passes", false },
        { "good", Of(States.Gate()), "iteration 2: quality gate", "passes", "passes", true },
        { "chunks", Of(States.Evaluation([1, null], [null])), "iteration 2: match jobs played", "1/3", "3", false },
        { "withdrawn chunks", Of(Withdrawn(States.Evaluation([1, null], [null]))), "iteration 2: match jobs played", "3/3", "3", true },
        { "no bound", Of(States.Evaluation([null]) with { Stage = IterationStage.Promotion }), "iteration 2: evidence against random", "no game yet", "LLR of at least 2.94", false },
        { "bound", Of(States.Evaluation([.. Enumerable.Repeat<double?>(1, 30)]) with { Stage = IterationStage.Promotion }), "iteration 2: evidence against random", "score 1.000 against random over 22 pairs, LLR 3.00 reached 2.94 for 0 or 50 Elo", "LLR of at least 2.94", true },
        { "low bound", Of(States.Evaluation([0.5], [0.5, 0.5]) with { Stage = IterationStage.Promotion }), "iteration 2: evidence against champion", "score 0.500 against champion over 2 pairs, LLR -0.16 undecided between -2.94 and 2.94 for 0 or 50 Elo", "LLR of at least 2.94", false },
        { "alias", Of(States.Evaluation([1]) with { Stage = IterationStage.Distribution }), "iteration 2: alias of the champion", "not set yet", "verified and set", false },
        { "not told", Of(Finished()), "iteration 2: end", "not told yet", "told to the learner", false },
        { "lanes", Of(States.SelfPlay()), "lanes that play", "1", "4", false },
        { "iterations", Of(Finished()), "iterations", "2", "fewer than 5", true },
        { "last", Of(Finished() with { Iteration = 5 }), "iterations", "5", "fewer than 5", false },
        { "failures", Failing(3), "failures in a row", "3", "fewer than 3", false },
        { "no pause", Of(Finished()), "pause", "none", "none", true },
        { "pause", Of(Finished()) with { Pauses = [Paused()] }, "pause", "all until 2026-03-01 12:30:00Z by ann: upgrade", "none", false },
        { "pressure", Of(Finished()) with { Queues = [new("match-jobs", 180, Sample.Noon, Sample.Noon.AddMinutes(1))] }, "messages in match-jobs", "180", "at most 75", false },
        { "pressure over", Of(Finished()) with { Queues = [new("match-jobs", 180, Sample.Noon, Sample.Noon.AddMinutes(-1))] }, "messages in match-jobs", "180", "fewer than 150", true },
        { "workers", Of(TwoShards()) with { Scaler = Scaled(ScaleVerdict.Out, 4) }, "selfplay workers", "2, 4 wanted: one; two", "not stopped by the budget", true },
        { "stopped workers", Of(TwoShards()) with { Scaler = Scaled(ScaleVerdict.Stop, 0) }, "selfplay workers", "2, 0 wanted: one; two", "not stopped by the budget", false },
        { "letters", Of(States.Sync()) with { DeadLetters = 2, NewestDeadLetter = "SyncGames: broken" }, "dead letters", "2, the newest: SyncGames: broken", "0", false },
        { "no letters", Of(States.Sync()), "dead letters", "0", "0", true },
        { "stall", Of(States.Sync()) with { Progress = new(States.Config, 2, IterationStage.Sync, "m", Sample.Noon.AddHours(-2), false, true) }, "progress", "iteration 2 stalled for 2.0 h", "moving", false },
        { "sent again", Of(States.Sync()) with { Resends = new Dictionary<int, ResendState> { [2] = new(ResendPolicy.MarkOf(States.Sync()), 3, Sample.Noon, Sample.Noon.AddHours(1), 1) } }, "iteration 2: events sent again", "3 times, next after 2026-03-01 13:00:00Z", "0 times", false },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void When_read_should_give_actual_value_threshold_and_whether_it_is_met(string what, RunFacts facts, string name, string actual, string threshold, bool met)
    {
        var condition = _policy.Of(facts).Conditions.FirstOrDefault(condition => condition.Name == name);
        Assert.True(condition is not null, $"{what}: there is no condition '{name}'");
        Assert.Equal((actual, threshold, met), (condition.Actual, condition.Threshold, condition.Met));
    }

    [Fact]
    public void When_iterations_are_at_several_stages_should_speak_of_each()
    {
        var facts = Of(States.SelfPlay()) with { Open = [States.SelfPlay(3), States.Sync(), States.Evaluation([null])] };
        var stages = _policy.Of(facts).Conditions.Select(condition => condition.Stage).Distinct().Order();
        Assert.Equal([IterationStage.SelfPlay, IterationStage.Sync, IterationStage.Training, IterationStage.Evaluation, IterationStage.Finished], stages);
    }

    [Fact]
    public async Task When_read_from_storage_should_bring_everything_together_and_read_back_as_json()
    {
        using var harness = new PipelineHarness();
        var reader = harness.Get<RunConditionsReader>();
        Assert.Null(await reader.ReadAsync(PipelineHarness.Config, CancellationToken.None));
        await harness.StartAsync();
        await harness.Get<PipelinePauses>().PauseAsync("all", new PauseRequest { Owner = "ann", Reason = "upgrade", Duration = TimeSpan.FromHours(1) }, CancellationToken.None);
        await harness.Get<QueueWatch>().MeasureAsync(CancellationToken.None);
        var read = (await reader.ReadAsync(PipelineHarness.Config, CancellationToken.None))!;
        Assert.Equal(
            ["iteration 1: shards stored", "job hex8_2p-000001-selfplay-000", "job hex8_2p-000001-selfplay-001", "new rows", "network that plays"],
            read.Unmet().Select(condition => condition.Name).Take(5));
        Assert.Contains(read.Conditions, condition => condition is { Name: "pause", Met: false });
        Assert.Contains(read.Conditions, condition => condition is { Name: "messages in selfplay-jobs", Met: true });
        var json = JsonSerializer.Serialize(read, EventJson.Options);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<RunConditions>(json, EventJson.Options), EventJson.Options));
        await Assert.ThrowsAsync<UnknownConfigException>(() => reader.ReadAsync("hex9_2p", CancellationToken.None));
    }

    [Fact]
    public async Task When_dead_letters_are_of_another_config_should_not_count_them()
    {
        using var harness = new PipelineHarness();
        await harness.StartAsync();
        var store = harness.Get<IDeadLetterStore>();
        foreach (var subject in new[] { "hex8_2p/0001", "square8_2p/0001" })
        {
            var envelope = Sample.Event(new AggregateKey(subject)) with { Subject = subject };
            await store.AddAsync(DeadLetter.Of(envelope, DeadLetterOrigin.Handler, "SyncGames", "broken", Sample.Noon), CancellationToken.None);
        }

        var read = (await harness.Get<RunConditionsReader>().ReadAsync(PipelineHarness.Config, CancellationToken.None))!;
        Assert.Equal("1, the newest: SyncGames: broken", Assert.Single(read.Conditions, condition => condition.Name == "dead letters").Actual);
    }

    private static RunFacts Of(IterationState state, params JobState[] jobs) => new()
    {
        Time = Sample.Noon,
        Learner = LearnerBeginning.Of(States.Config, state, null),
        Open = [state],
        Jobs = jobs.ToDictionary(job => job.JobId),
        Heartbeats = [.. jobs.Select(job => new JobProgress
        {
            JobId = job.JobId, Config = States.Config, Iteration = 2, Stage = "selfplay", Done = 40, Total = 100, Time = Sample.Noon.AddSeconds(-3),
        })],
    };

    private static RunFacts Failing(int times)
    {
        var facts = Of(Finished());
        return facts with { Learner = facts.Learner with { DataFailures = times } };
    }

    private static IterationState TwoShards() => States.SelfPlay() with { Shards = [.. States.Sync().Shards.Take(2)] };

    private static IterationState Withdrawn(IterationState state) => state with
    {
        Evaluation = state.Evaluation! with { Matches = [.. state.Evaluation.Matches.Select(match => match with { Withdrawn = match.PairScores is null })] },
    };

    private static IterationState Finished() => States.Evaluation([1]) with { Stage = IterationStage.Finished, Outcome = IterationOutcome.Rejected };

    private static PauseState Paused() => new("all", [new Pause("ann", "upgrade", Sample.Noon, Sample.Noon.AddMinutes(30))]);

    private static JobState Shard(JobStatus status, double leaseMinutes) => new()
    {
        JobId = Job2,
        Status = status,
        Owner = "w",
        LeaseUntil = Sample.Noon.AddMinutes(leaseMinutes),
        Attempt = 2,
        Error = "cuda",
    };

    private static ScalerState Scaled(ScaleVerdict verdict, int wanted) => new(
        Sample.Noon, [new PoolState { Kind = WorkKind.SelfPlay, Verdict = verdict, Workers = 2, Wanted = wanted, Reasons = ["one", "two"] }], []);
}
