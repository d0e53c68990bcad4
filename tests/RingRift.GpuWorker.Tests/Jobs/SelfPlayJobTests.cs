using RingRift.GpuWorker.Jobs;
using RingRift.Learning.Networks;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Artifacts;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.InMemory;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

public sealed class SelfPlayJobTests
{
    private const string Job = "hex8_2p-000001-selfplay-000";
    private readonly WorkerBench _bench = new();

    private static SelfplayRequested Request => new() { Config = "hex8_2p", Iteration = 1, JobId = Job, Shard = 0, Games = 12, Seed = 42 };

    [Fact]
    public async Task Should_play_with_rollouts_and_store_one_shard()
    {
        _bench.Send(JobQueues.Selfplay, Request);

        Assert.Equal(JobResult.Done, await _bench.Worker().ProcessNextAsync(default));

        var complete = Assert.Single(_bench.Published<SelfplayComplete>());
        Assert.Equal((12, 1, Job), (complete.Games, complete.Attempt, complete.JobId));
        var games = await ReadAsync(complete.Data);
        Assert.Equal(Enumerable.Range(0, 12), games.Select(game => game.Game));
        Assert.All(games, game => Assert.True(GameRecordValidator.Validate(game).IsValid));
        var heartbeat = Assert.Single(await _bench.Board.ListAsync("hex8_2p", 1, default));
        Assert.Equal(("selfplay", 12L, 12L), (heartbeat.Stage, heartbeat.Done, heartbeat.Total));
        Assert.Equal(games.Sum(game => game.SplitMoves().Length), heartbeat.Figures["plies"]);
    }

    [Fact]
    public async Task Should_play_with_the_named_network()
    {
        var model = await PutModelAsync("hex8_2p");
        _bench.Send(JobQueues.Selfplay, Request with { Games = 4, Model = model });

        Assert.Equal(JobResult.Done, await _bench.Worker().ProcessNextAsync(default));

        var games = await ReadAsync(Assert.Single(_bench.Published<SelfplayComplete>()).Data);
        Assert.All(games, game => Assert.Equal(model.Sha256, game.Model));
    }

    [Fact]
    public async Task When_a_worker_is_stopped_the_next_should_go_on_and_the_shard_should_be_the_same()
    {
        var whole = new WorkerBench();
        whole.Send(JobQueues.Selfplay, Request with { Games = 40 });
        await whole.Worker().ProcessNextAsync(default);
        var expected = Assert.Single(whole.Published<SelfplayComplete>()).Data;

        _bench.Send(JobQueues.Selfplay, Request with { Games = 40 });
        using var stopping = new CancellationTokenSource();
        _bench.Faults.Fails = (point, _) =>
        {
            if (point == FaultPoint.AfterPut)
            {
                stopping.Cancel();
            }

            return false;
        };
        var running = Task.Run(() => _bench.Worker().ProcessNextAsync(stopping.Token));
        while (!running.IsCompleted && !stopping.IsCancellationRequested)
        {
            // Games need real time, heartbeats the bench's: each one looks for games to store.
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(JobResult.Released, await running);
        var left = await _bench.StateAsync(Job);
        Assert.InRange(left.CheckpointPosition, 1, 39);

        Assert.Equal(JobResult.Done, await _bench.Worker().ProcessNextAsync(default));

        var complete = Assert.Single(_bench.Published<SelfplayComplete>());
        Assert.Equal(2, complete.Attempt);
        Assert.Equal(expected, complete.Data);
    }

    [Fact]
    public async Task When_the_network_is_unknown_should_try_again_and_then_give_up()
    {
        _bench.Send(JobQueues.Selfplay, Request with { Model = new ArtifactRef(ArtifactKind.Model, new string('0', 64), 10) });
        var worker = _bench.Worker();
        var results = new List<JobResult?>();
        for (var i = 0; i < 3; i++)
        {
            results.Add(await worker.ProcessNextAsync(default));
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([JobResult.Retried, JobResult.Retried, JobResult.Failed], results);
        Assert.Contains("is not in storage", Assert.Single(await _bench.DeadAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_network_plays_another_config_should_say_so()
    {
        _bench.Send(JobQueues.Selfplay, Request with { Model = await PutModelAsync("square8_2p") });

        Assert.Equal(JobResult.Retried, await _bench.Worker().ProcessNextAsync(default));

        Assert.Contains("plays square8_2p, not hex8_2p", (await _bench.StateAsync(Job)).Error, StringComparison.Ordinal);
    }

    private Task<ArtifactRef> PutModelAsync(string config)
    {
        var spec = NetworkSpec.For(RingRift.Game.GameConfig.Parse(config), 2, 8);
        return _bench.Artifacts.PutAsync(ArtifactKind.Model, new MemoryStream(OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 1))), default);
    }

    private async Task<IReadOnlyList<GameRecord>> ReadAsync(ArtifactRef shard)
    {
        await using var stream = await _bench.Artifacts.OpenAsync(shard, default);
        return [.. GameShardReader.Read(stream)];
    }
}
