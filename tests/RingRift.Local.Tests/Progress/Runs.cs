using RingRift.Eventing.Events;
using RingRift.Local.Progress;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Tests.Progress;

/// <summary>Runs as the functions would tell them.</summary>
internal static class Runs
{
    public const string Config = "hex8_2p";
    private static readonly string Model = new('a', 64);

    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static RunStatus Status(params IterationStatus[] iterations) => new()
    {
        Config = Config,
        Time = Start,
        Iteration = iterations.Length,
        SelfPlay = new SelfPlayLane([iterations.Length], 4, 1200, 54_321, "the games of 1 iteration"),
        Training = new TrainingLane(2, 3_000, 20_000, "17,000 more rows"),
        Evaluation = new EvaluationLane([], "a candidate"),
        Promotions = 0,
        Iterations = iterations,
        Jobs = [],
    };

    public static IterationStatus Iteration(int number, params TimelineEntry[] timeline) => new()
    {
        Iteration = number,
        Stage = IterationStage.SelfPlay,
        WaitsFor = "1 of 2 shards",
        StartedAt = Start,
        Shards = 2,
        ShardsDone = 1,
        GamesWanted = 60,
        Games = 30,
        Matches = 0,
        MatchesDone = 0,
        Scores = [],
        Timeline = timeline,
    };

    public static IterationStatus Finished(int number, IterationOutcome outcome, string reason) => Iteration(number) with
    {
        Stage = IterationStage.Finished,
        SelfPlayModel = number == 1 ? null : Model,
        GamesKept = 58,
        Rows = 1234,
        Training = new TrainingState { JobId = "t", Rows = 1234, PolicyLoss = 1.23456, ValueLoss = 0.5 },
        Outcome = outcome,
        Reason = reason,
    };

    public static RunStatus WithChampion(this RunStatus status) => status with
    {
        Promotions = 1,
        Champion = new ChampionStatus(Model, 1, 1, [new OpponentStatus("random", 50, 49, 0, 0.98, 0.9, 1, null, 676, 382, null)]),
    };

    public static TimelineEntry Event(int second, DataEventType type, string note = "") => new(Start.AddSeconds(second), type, note);

    public static JobProgress Job(long done, int second, string stage = "selfplay") => new()
    {
        JobId = "job",
        Config = Config,
        Iteration = 1,
        Stage = stage,
        Done = done,
        Total = 100,
        Time = Start.AddSeconds(second),
    };

    public static RunFrame Frame(RunStatus? status, int second = 0, string? preparing = null, params string[] notes) =>
        new(TimeSpan.FromSeconds(second), null, preparing, status, notes);

    public static async IAsyncEnumerable<RunFrame> Of(params RunFrame[] frames)
    {
        foreach (var frame in frames)
        {
            await Task.Yield();
            yield return frame;
        }
    }
}
