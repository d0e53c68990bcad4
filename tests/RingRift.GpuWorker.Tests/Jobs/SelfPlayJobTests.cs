using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.GpuWorker.Jobs;
using RingRift.InMemory;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;

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
        var games = await _bench.Artifacts.ReadGamesAsync(complete.Data);
        Assert.Equal(Enumerable.Range(0, 12), games.Select(game => game.Game));
        Assert.All(games, game => Assert.True(GameRecordValidator.Validate(game).IsValid));
        var heartbeat = Assert.Single(await _bench.Board.ListAsync("hex8_2p", 1, unreadable: null, default));
        Assert.Equal(("selfplay", 12L, 12L), (heartbeat.Stage, heartbeat.Done, heartbeat.Total));
        Assert.Equal(games.Sum(game => game.SplitMoves().Length), heartbeat.Figures["plies"]);
    }

    [Fact]
    public async Task When_a_shard_cannot_be_played_should_tell_it_after_the_last_attempt()
    {
        _bench.Send(JobQueues.Selfplay, Request with { Model = await _bench.Artifacts.PutModelAsync("square8_2p") });
        var worker = _bench.Worker();
        for (var i = 0; i < 3; i++)
        {
            await worker.ProcessNextAsync(default);
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var failed = Assert.Single(_bench.Published<SelfplayFailed>());
        Assert.Equal((Job, 0), (failed.JobId, failed.Shard));
        Assert.Contains("plays square8_2p", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(failed.Reason, Assert.Single((await _bench.StateAsync(Job)).Sent).Payload<SelfplayFailed>().Reason);
    }

    [Fact]
    public async Task When_it_is_done_should_keep_its_event_so_that_it_can_be_told_again()
    {
        _bench.Send(JobQueues.Selfplay, Request with { Games = 2 });
        await _bench.Worker().ProcessNextAsync(default);
        var told = Assert.Single(_bench.Bus.Published);
        var kept = Assert.Single((await _bench.StateAsync(Job)).Sent);
        Assert.Equal((told.Id, told.Type, told.CausationId), (kept.Id, kept.Type, kept.CausationId));
    }

    [Fact]
    public async Task Should_play_with_the_named_network()
    {
        var model = await _bench.Artifacts.PutModelAsync("hex8_2p");
        _bench.Send(JobQueues.Selfplay, Request with { Games = 4, Model = model });

        Assert.Equal(JobResult.Done, await _bench.Worker().ProcessNextAsync(default));

        var games = await _bench.Artifacts.ReadGamesAsync(Assert.Single(_bench.Published<SelfplayComplete>()).Data);
        Assert.All(games, game => Assert.Equal(model.Sha256, game.Model));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public async Task When_a_newer_network_plays_should_play_with_it_where_the_job_leaves_it_open(bool? newest)
    {
        var (named, newer) = (await _bench.Artifacts.PutModelAsync("hex8_2p", seed: 1), await _bench.Artifacts.PutModelAsync("hex8_2p", seed: 2));
        await PutLearnerAsync(named, newer);
        _bench.Send(JobQueues.Selfplay, Request with { Games = 4, Model = named, Newest = newest });

        Assert.Equal(JobResult.Done, await _bench.Worker().ProcessNextAsync(default));

        var complete = Assert.Single(_bench.Published<SelfplayComplete>());
        Assert.Equal(newest is null ? named : newer, complete.Model);
        Assert.All(await _bench.Artifacts.ReadGamesAsync(complete.Data), game => Assert.Equal(complete.Model!.Sha256, game.Model));
    }

    [Fact]
    public async Task When_rollouts_were_asked_for_and_a_network_plays_by_now_should_play_with_it()
    {
        var model = await _bench.Artifacts.PutModelAsync("hex8_2p");
        await PutLearnerAsync(model);
        _bench.Send(JobQueues.Selfplay, Request with { Games = 2, Newest = true });
        await _bench.Worker().ProcessNextAsync(default);
        Assert.Equal(model, Assert.Single(_bench.Published<SelfplayComplete>()).Model);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_a_network_came_between_two_attempts_should_go_on_with_that_of_the_first(bool differs)
    {
        var (named, newer) = (await _bench.Artifacts.PutModelAsync("hex8_2p", seed: 1), await _bench.Artifacts.PutModelAsync("hex8_2p", seed: 2));
        await PutLearnerAsync(differs ? newer : named);
        _bench.Send(JobQueues.Selfplay, Request with { Games = 2, Model = named, Newest = true });
        var worker = _bench.Worker();
        _bench.Faults.Fails = (point, _) => point == FaultPoint.BeforePut;
        Assert.Equal(JobResult.Retried, await worker.ProcessNextAsync(default));
        _bench.Faults.Fails = (_, _) => false;
        await PutLearnerAsync(named, newer, await _bench.Artifacts.PutModelAsync("hex8_2p", seed: 3));
        _bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(JobResult.Done, await worker.ProcessNextAsync(default));
        Assert.Equal(differs ? newer : named, Assert.Single(_bench.Published<SelfplayComplete>()).Model);
    }

    [Fact]
    public async Task When_an_earlier_attempt_stored_parts_should_play_only_the_rest_and_give_the_same_shard()
    {
        var whole = new WorkerBench();
        whole.Send(JobQueues.Selfplay, Request);
        await whole.Worker().ProcessNextAsync(default);
        var expected = Assert.Single(whole.Published<SelfplayComplete>()).Data;
        var games = await whole.Artifacts.ReadGamesAsync(expected);

        // Two threads were at the games from 0 and from 6 when their worker was killed.
        await AbandonAsync(await PutPartAsync(games.Take(3)), await PutPartAsync(games.Skip(6).Take(2)));
        _bench.Send(JobQueues.Selfplay, Request);
        Assert.Equal(JobResult.Done, await _bench.Worker().ProcessNextAsync(default));

        var complete = Assert.Single(_bench.Published<SelfplayComplete>());
        Assert.Equal(2, complete.Attempt);
        Assert.Equal(expected, complete.Data);
        var heartbeat = Assert.Single(await _bench.Board.ListAsync("hex8_2p", 1, unreadable: null, default));
        var played = games.Where(game => game.Game is not (< 3 or 6 or 7));
        Assert.Equal(played.Sum(game => game.SplitMoves().Length), heartbeat.Figures["plies"]);
    }

    [Fact]
    public async Task When_the_worker_stops_should_store_what_is_finished_and_give_the_job_back()
    {
        using var stopping = new CancellationTokenSource();
        _bench.Faults.Fails = (point, _) =>
        {
            if (point == FaultPoint.AfterPut)
            {
                stopping.Cancel();
            }

            return false;
        };
        _bench.Send(JobQueues.Selfplay, Request with { Games = 1000 });
        var running = Task.Run(() => _bench.Worker().ProcessNextAsync(stopping.Token));

        // The first store stops the worker.
        await AdvanceUntilAsync(() => running.IsCompleted || stopping.IsCancellationRequested);

        Assert.Equal(JobResult.Released, await running);
        Assert.InRange((await _bench.StateAsync(Job)).CheckpointPosition, 1, 999);
        Assert.Equal(1, _bench.Queue.Count(JobQueues.Selfplay));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task When_storage_fails_while_games_are_played_should_store_later_and_count_no_failure()
    {
        var puts = 0;
        _bench.Faults.Fails = (point, _) => point == FaultPoint.BeforePut && Interlocked.Increment(ref puts) <= 2;
        _bench.Send(JobQueues.Selfplay, Request with { Games = 200 });
        var running = Task.Run(() => _bench.Worker().ProcessNextAsync(default));

        await AdvanceUntilAsync(() => running.IsCompleted);

        Assert.Equal(JobResult.Done, await running);
        var state = await _bench.StateAsync(Job);
        Assert.Equal((1, 0), (state.Attempt, state.Failures));
        Assert.True(puts > 2, $"{puts} attempts to store were made");
        Assert.Equal(200, Assert.Single(_bench.Published<SelfplayComplete>()).Games);
        Assert.InRange(state.CheckpointPosition, 1, 200);
    }

    [Fact]
    public async Task When_a_stored_part_is_damaged_should_play_its_games_again()
    {
        await AbandonAsync(await _bench.Artifacts.PutAsync(ArtifactKind.Checkpoint, new MemoryStream([1, 2, 3]), default));
        _bench.Send(JobQueues.Selfplay, Request with { Games = 4 });

        Assert.Equal(JobResult.Done, await _bench.Worker().ProcessNextAsync(default));

        var complete = Assert.Single(_bench.Published<SelfplayComplete>());
        Assert.Equal((4, 2), (complete.Games, complete.Attempt));
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
        _bench.Send(JobQueues.Selfplay, Request with { Model = await _bench.Artifacts.PutModelAsync("square8_2p") });

        Assert.Equal(JobResult.Retried, await _bench.Worker().ProcessNextAsync(default));

        Assert.Contains("plays square8_2p, not hex8_2p", (await _bench.StateAsync(Job)).Error, StringComparison.Ordinal);
    }

    /// <summary>Games need real time, heartbeats the bench's: each one looks for games to store.</summary>
    private Task AdvanceUntilAsync(Func<bool> isOver) => Task.Factory.StartNew(
        () =>
        {
            for (var spin = new SpinWait(); !isOver(); spin.SpinOnce())
            {
                _bench.Time.Advance(TimeSpan.FromSeconds(1));
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>Leaves the job as a killed worker would: claimed once, the lease over, some parts stored.</summary>
    private async Task PutLearnerAsync(params ArtifactRef[] generators)
    {
        var before = await _bench.Aggregates.LoadAsync<LearnerState>(AggregateKey.Learner("hex8_2p"), default);
        await _bench.Aggregates.CommitAsync(
            new Commit<LearnerState>
            {
                Key = AggregateKey.Learner("hex8_2p"),
                State = new LearnerState
                {
                    Config = "hex8_2p",
                    Generators = [.. generators.Select((model, at) => new Generator(at + 1, at + 1, at + 1) { Model = model })],
                },
                Token = before?.Token,
                Version = (before?.Version ?? 0) + 1,
                InboxId = null,
                Outbox = [],
            },
            default);
    }

    private Task AbandonAsync(params ArtifactRef[] parts) => _bench.Aggregates.CommitAsync(
        new Commit<JobState>
        {
            Key = AggregateKey.Job(Job),
            State = new JobState
            {
                JobId = Job,
                Status = JobStatus.Running,
                Owner = "killed",
                LeaseUntil = _bench.Time.GetUtcNow(),
                Attempt = 1,
                Checkpoints = parts,
            },
            Token = null,
            Version = 1,
            InboxId = null,
            Outbox = [],
        },
        default);

    private async Task<ArtifactRef> PutPartAsync(IEnumerable<GameRecord> games)
    {
        using var bytes = new MemoryStream();
        using (var writer = new GameShardWriter(bytes))
        {
            foreach (var game in games)
            {
                writer.Write(game);
            }
        }

        bytes.Position = 0;
        return await _bench.Artifacts.PutAsync(ArtifactKind.Checkpoint, bytes, default);
    }
}
