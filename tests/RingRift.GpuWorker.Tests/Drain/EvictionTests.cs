using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Tests.Jobs;
using RingRift.GpuWorker.Tests.Metadata;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Drain;

[Trait("Category", "Slow")]
public sealed class EvictionTests(StorageBench bench) : IClassFixture<StorageBench>
{
    private const int Games = 150;
    private const int Steps = 150;

    private static Dictionary<string, string?> Training => new()
    {
        ["Training:MinSteps"] = $"{Steps}",
        ["Training:MaxSteps"] = $"{Steps}",
        ["Training:CheckpointSteps"] = $"{Steps}",
    };

    [Fact]
    public async Task When_the_machine_goes_in_a_self_play_job_should_hand_it_over_and_play_every_game_once()
    {
        const string Job = "hex8_2p-000001-selfplay-000";
        await bench.SendAsync(JobQueues.Selfplay, Request(Job, Games));

        var left = await EvictAsync(Job, enough: 4);

        Assert.InRange(left.CheckpointPosition, 1, Games - 1);
        var kept = await ReadAsync(left.Checkpoints);
        Assert.Equal(left.CheckpointPosition, kept.Count);

        var next = new TrackedBoard();
        Assert.Equal(WorkerExit.Stopped, await WorkerHost.RunAsync(bench.Worker(next)));

        var complete = Assert.Single(bench.Published<SelfplayComplete>(e => e.JobId, Job));
        Assert.Equal((Games, 2), (complete.Games, complete.Attempt));
        var games = await ReadAsync([complete.Data]);
        Assert.Equal(Enumerable.Range(0, Games), games.Select(game => game.Game));
        Assert.All(kept, game => Assert.Equal(game.Moves, games[game.Game].Moves));
        var numbers = kept.Select(game => game.Game).ToHashSet();
        Assert.Equal(games.Where(game => !numbers.Contains(game.Game)).Sum(game => game.SplitMoves().Length), next.Reports.Last().Figures["plies"]);
        Assert.Equal(JobStatus.Done, (await bench.StateAsync(Job)).Status);
    }

    [Fact]
    public async Task When_the_machine_goes_in_a_training_job_should_hand_it_over_with_its_last_step()
    {
        const string Job = "hex8_2p-000001-training";
        using var samples = new MemoryStream(SelfPlayedSamples.Archive("hex8_2p", SelfPlayedSamples.Games));
        var window = await bench.Artifacts.PutAsync(ArtifactKind.Samples, samples, default);
        await bench.SendAsync(JobQueues.Training, new TrainingRequested { Config = "hex8_2p", Iteration = 1, JobId = Job, Window = [window], Rows = 100, Seed = 5 });

        var left = await EvictAsync(Job, enough: 10);

        Assert.InRange(left.CheckpointPosition, 1, Steps - 1);
        var next = new TrackedBoard();
        Assert.Equal(WorkerExit.Stopped, await WorkerHost.RunAsync(bench.Worker(next, settings: Training)));

        Assert.Equal(Steps, Assert.Single(bench.Published<TrainingCompleted>(e => e.JobId, Job)).Steps);
        Assert.Equal([1, 2], bench.Published<TrainingStarted>(e => e.JobId, Job).Select(started => started.Attempt));
        Assert.All(next.Reports, report => Assert.True(report.Done > left.CheckpointPosition, $"step {report.Done} was made again"));
    }

    [Fact]
    public async Task When_only_a_neighbour_goes_should_work_on()
    {
        await using var metadata = await MetadataService.StartAsync("workers_1");
        metadata.Announce("theirs", "Preempt", "workers_2");
        metadata.Announce("pause", "Freeze", "workers_1");
        const string Job = "hex8_2p-000001-selfplay-001";
        await bench.SendAsync(JobQueues.Selfplay, Request(Job, games: 4));
        var worker = bench.Worker(new TrackedBoard(), metadata, new() { ["Worker:IdleMinutes"] = "0.001" });

        Assert.Equal(WorkerExit.Stopped, await WorkerHost.RunAsync(worker));

        Assert.Single(bench.Published<SelfplayComplete>(e => e.JobId, Job));
        Assert.True(metadata.Looks > 0);
        Assert.Empty(metadata.Acknowledged);
    }

    private static SelfplayRequested Request(string job, int games) => new() { Config = "hex8_2p", Iteration = 1, JobId = job, Shard = 0, Games = games, Seed = 42 };

    /// <summary>Runs a worker until the job is under way, announces the end of its machine, and waits for the worker's end.</summary>
    private async Task<JobState> EvictAsync(string job, long enough)
    {
        await using var metadata = await MetadataService.StartAsync("workers_1");
        var board = new TrackedBoard(enough);
        var worker = bench.Worker(board, metadata, new(Training) { ["SelfPlay:CheckpointGames"] = $"{Games}" });
        await worker.StartAsync();
        await board.Reached;
        metadata.Announce($"end-of-{job}", "Preempt", "workers_1");

        Assert.Equal(WorkerExit.Stopped, await WorkerHost.WaitForEndAsync(worker));

        Assert.Equal([$"end-of-{job}"], metadata.Acknowledged);
        var left = await bench.StateAsync(job);
        Assert.Equal((JobStatus.Running, 1, 1, 0), (left.Status, left.Attempt, left.GivenBack, left.Failures));
        Assert.True(left.LeaseUntil <= TimeProvider.System.GetUtcNow(), "the lease is still held");
        return left;
    }

    private async Task<List<GameRecord>> ReadAsync(IEnumerable<ArtifactRef> parts)
    {
        var games = new List<GameRecord>();
        foreach (var part in parts)
        {
            games.AddRange(await bench.Artifacts.ReadGamesAsync(part));
        }

        return games;
    }
}
