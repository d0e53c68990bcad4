using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Tests.Operations.Scaling;

public sealed class JobTimesTests
{
    private static readonly ArtifactRef Data = new(ArtifactKind.Games, new string('a', 64), 1);

    [Fact]
    public void When_jobs_are_done_should_be_their_mean_by_kind()
    {
        IterationState[] newest = [Iteration(null, 10, 20), Iteration(300, 60), Iteration(null)];
        Assert.Equal(TimeSpan.FromSeconds(30), JobTimes.Mean(WorkKind.SelfPlay, newest));
        Assert.Equal(TimeSpan.FromSeconds(300), JobTimes.Mean(WorkKind.Training, newest));
    }

    [Fact]
    public void When_none_is_done_should_be_unknown()
    {
        Assert.Null(JobTimes.Mean(WorkKind.SelfPlay, [Iteration(null)]));
        Assert.Null(JobTimes.Mean(WorkKind.Training, []));
    }

    private static IterationState Iteration(double? training, params double[] shards) => new()
    {
        Config = "hex8_2p",
        Iteration = 1,
        Stage = IterationStage.Training,
        Plan = new IterationPlan { Shards = 3, GamesPerShard = 10, Seed = 1 },
        StartedAt = DateTimeOffset.UnixEpoch,
        Shards = [.. shards.Select((seconds, shard) => new ShardResult(shard, Data, 10, 1, seconds))],
        Training = new TrainingState { JobId = "job", Rows = 1, Seconds = training },
    };
}
