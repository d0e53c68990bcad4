using System.Globalization;
using System.Text.Json;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Learning.Samples;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Tests;

/// <summary>Iterations at each stage, built by hand, for the policies.</summary>
public static class States
{
    public const string Config = "hex8_2p";

    private static int _events;

    public static ArtifactRef Artifact(ArtifactKind kind, int number) =>
        new(kind, number.ToString("x64", CultureInfo.InvariantCulture), 100 + number);

    public static ArtifactRef Candidate { get; } = Artifact(ArtifactKind.Model, 1);

    public static Champion Champion { get; } =
        new(Config, Artifact(ArtifactKind.Model, 99), Artifact(ArtifactKind.Checkpoint, 99), 1, 1);

    public static EventEnvelope Cause<TEvent>(TEvent payload)
        where TEvent : class, IPipelineEvent =>
        new EventFactory(TimeProvider.System, "/tests")
            .Create(payload, new AggregateKey($"test.{Interlocked.Increment(ref _events)}"), 1, 0, null) with
        { Time = Sample.Noon };

    public static IterationState SelfPlay(int iteration = 2, int shards = 3) => new()
    {
        Config = Config,
        Iteration = iteration,
        Stage = IterationStage.SelfPlay,
        StartedAt = Sample.Noon,
        Plan = new IterationPlan { Shards = shards, GamesPerShard = 10, Seed = 7 },
    };

    public static SelfplayComplete Shard(IterationState state, int shard) => new()
    {
        Config = state.Config,
        Iteration = state.Iteration,
        JobId = JobIds.SelfPlay(state.Config, state.Iteration, shard),
        Shard = shard,
        Data = Artifact(ArtifactKind.Games, shard),
        Games = 10,
        Attempt = 1,
        Seconds = 3,
    };

    public static IterationState Sync() => SelfPlay() with
    {
        Stage = IterationStage.Sync,
        Shards = [.. Enumerable.Range(0, 3).Select(shard => new ShardResult(shard, Artifact(ArtifactKind.Games, shard), 10, 1, 3))],
    };

    public static IterationState Gate(SampleQuality? quality = null) => Sync() with
    {
        Stage = IterationStage.Gate,
        Sync = new SyncResult(Artifact(ArtifactKind.Manifest, 1), 30, 0, 0),
        Export = new ExportResult(new SampleFile(2, Artifact(ArtifactKind.Samples, 2), 30, 700), quality ?? Quality()),
    };

    public static SampleQuality Quality() => new()
    {
        Config = Config,
        Games = 30,
        Rows = 700,
        DecisiveShare = 1,
        DuplicateShare = 0,
        MinPlies = 50,
        MeanPlies = 150,
        MaxPlies = 300,
        PolicyEntropy = 1.5,
        FixedOrientationShare = 0.1,
        SeatWins = [0.5, 0.5],
        Endings = new Dictionary<string, int> { ["RingElimination"] = 30 },
    };

    public static IterationState Training() => Gate() with
    {
        Stage = IterationStage.Training,
        Training = new TrainingState { JobId = JobIds.Training(Config, 2), Rows = 700 },
    };

    public static TrainingCompleted Trained(IterationState state) => new()
    {
        Config = state.Config,
        Iteration = state.Iteration,
        JobId = state.Training!.JobId,
        Model = Candidate,
        Checkpoint = Artifact(ArtifactKind.Checkpoint, 1),
        Steps = 500,
        PolicyLoss = 2,
        ValueLoss = 0.6,
        Seconds = 60,
    };

    /// <summary>An iteration whose candidate meets random and, when given, the champion; scores are per pair, null not played.</summary>
    public static IterationState Evaluation(double?[] random, double?[]? champion = null) => Training() with
    {
        Stage = IterationStage.Evaluation,
        Training = Training().Training! with
        {
            Model = Candidate,
            Checkpoint = Artifact(ArtifactKind.Checkpoint, 1),
            Attempt = 1,
            Worker = "w",
        },
        Evaluation = new EvaluationState
        {
            Candidate = Candidate,
            Champion = champion is null ? null : Champion.Model,
            Matches =
            [
                .. Chunks(new Opponent("champion", Champion.Model), champion ?? []),
                .. Chunks(new Opponent("random"), random),
            ],
        },
    };

    public static MatchCompleted Played(IterationState state, MatchState match, double score = 0.5) => new()
    {
        Config = state.Config,
        Iteration = state.Iteration,
        JobId = match.JobId,
        Opponent = match.Opponent,
        PairScores = [.. Enumerable.Repeat(score, match.Pairs)],
        Games = match.Pairs * 2,
        Wins = (int)(match.Pairs * 2 * score),
        Draws = 0,
    };

    public static TEvent Only<TEvent>(Decision<IterationState> decision)
        where TEvent : class, IPipelineEvent
    {
        var draft = Assert.Single(Accepted(decision).Events);
        Assert.Equal(TEvent.Type, draft.Type);
        return draft.Data.Deserialize<TEvent>(EventJson.Options)!;
    }

    public static Decision<IterationState>.Accept Accepted(Decision<IterationState> decision) =>
        Assert.IsType<Decision<IterationState>.Accept>(decision);

    public static TResult Left<TResult>(Decision<IterationState> decision)
        where TResult : HandlerResult => Assert.IsType<TResult>(Assert.IsType<Decision<IterationState>.Leave>(decision).Result);

    private static IEnumerable<MatchState> Chunks(Opponent opponent, double?[] scores) => scores.Select((score, i) => new MatchState
    {
        JobId = JobIds.Match(Config, 2, opponent.Name, i),
        Opponent = opponent,
        FirstPair = i,
        Pairs = 1,
        PairScores = score is { } played ? [played] : null,
        Games = score is null ? 0 : 2,
        Wins = score is null ? 0 : (int)(score.Value * 2),
    });
}
