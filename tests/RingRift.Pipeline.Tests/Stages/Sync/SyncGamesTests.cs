using System.Text;
using System.Text.Json;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Stages.Sync;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Stages.Sync;

public sealed class SyncGamesTests : IDisposable
{
    private static readonly byte[] First = TestWorker.Play("hex8_2p", 21, 3);
    private static readonly byte[] Second = TestWorker.Play("hex8_2p", 22, 2);

    private readonly PipelineHarness _harness = new();

    [Fact]
    public async Task When_shards_are_clean_should_keep_every_game()
    {
        var state = await SyncAsync(First, Second);
        Assert.Equal((IterationStage.Export, 5, 0, 0), (state.Stage, state.Sync!.Games, state.Sync.Duplicates, state.Sync.Rejected));
        var manifest = await ManifestAsync(state);
        Assert.Equal(TestWorker.Games(First).Select(game => game.ContentHash()), manifest.Shards[0].Kept);
        Assert.All(manifest.Shards, shard => Assert.Null(shard.Fault));
        Assert.Equal(manifest.Games(), state.Sync.Games);
    }

    [Fact]
    public async Task When_a_game_comes_twice_should_keep_it_once()
    {
        var state = await SyncAsync(First, TestWorker.Shard([.. TestWorker.Games(Second), .. TestWorker.Games(First)]));
        Assert.Equal((5, 3, 0), (state.Sync!.Games, state.Sync.Duplicates, state.Sync.Rejected));
    }

    [Fact]
    public async Task When_an_earlier_iteration_had_the_games_should_drop_them()
    {
        await SyncAsync(First, Second);
        var state = await SyncAsync(2, First, TestWorker.Play("hex8_2p", 23, 2));
        Assert.Equal((2, 3), (state.Sync!.Games, state.Sync.Duplicates));
    }

    [Fact]
    public async Task When_a_game_breaks_the_rules_should_drop_it_and_say_why()
    {
        var games = TestWorker.Games(First).ToArray();
        var moves = games[1].SplitMoves();
        games[1] = games[1] with { Moves = string.Join(' ', moves.Take(10).Concat(moves.Skip(11))) };
        var state = await SyncAsync(TestWorker.Shard(games), Second);
        Assert.Equal((4, 1), (state.Sync!.Games, state.Sync.Rejected));
        Assert.NotNull((await ManifestAsync(state)).Shards[0].Fault);
    }

    [Fact]
    public async Task When_a_game_is_of_another_config_should_drop_it()
    {
        var state = await SyncAsync(First, TestWorker.Shard([TestWorker.Games(TestWorker.Play("square8_2p", 1, 1))[0]]));
        Assert.Equal((3, 1), (state.Sync!.Games, state.Sync.Rejected));
        Assert.Contains("square8_2p", (await ManifestAsync(state)).Shards[1].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_storage_lost_or_damaged_a_shard_should_go_on_with_the_others()
    {
        var state = await SyncAsync(shards => _harness.Artifacts.Lose(shards[0]), First, Second);
        Assert.Equal((IterationStage.Export, 2, 10), (state.Stage, state.Sync!.Games, state.Sync.Rejected));
        var damaged = await SyncAsync(
            2, shards => _harness.Artifacts.Corrupt(shards[0], Second), First, TestWorker.Play("hex8_2p", 24, 2));
        Assert.Equal((2, 10), (damaged.Sync!.Games, damaged.Sync.Rejected));
        Assert.Contains("SHA-256", (await ManifestAsync(damaged)).Shards[0].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_shard_is_no_archive_should_count_its_games_as_rejected()
    {
        var state = await SyncAsync(Encoding.UTF8.GetBytes("not a shard"), Second);
        Assert.Equal((2, 10), (state.Sync!.Games, state.Sync.Rejected));
    }

    [Fact]
    public async Task When_no_game_is_left_should_end_the_iteration_and_begin_the_next()
    {
        await _harness.Get<LearnerStore>().ChangeAsync(PipelineHarness.Config, (learner, _) => LearnerPolicy.Beginning(learner), CancellationToken.None);
        var state = await SyncAsync(shards => shards.ToList().ForEach(_harness.Artifacts.Lose), First, Second);
        Assert.Equal((IterationStage.Finished, IterationOutcome.DataRefused), (state.Stage, state.Outcome));
        Assert.Contains("not in storage", state.OutcomeReason, StringComparison.Ordinal);
        var next = Assert.Single(await _harness.IterationsAsync(), other => other.Iteration == 2);
        Assert.Equal(IterationStage.SelfPlay, next.Stage);
        Assert.Equal(1, (await _harness.Get<LearnerStore>().ReadAsync(PipelineHarness.Config, CancellationToken.None)).DataFailures);
        Assert.Equal(2, _harness.Bus.TakeAll().Count(e => e.Type == DataEventType.SelfplayRequested));
    }

    public void Dispose() => _harness.Dispose();

    private Task<IterationState> SyncAsync(params byte[][] shards) => SyncAsync(1, _ => { }, shards);

    private Task<IterationState> SyncAsync(int iteration, params byte[][] shards) => SyncAsync(iteration, _ => { }, shards);

    private Task<IterationState> SyncAsync(Action<IReadOnlyList<ArtifactRef>> damage, params byte[][] shards) => SyncAsync(1, damage, shards);

    private async Task<IterationState> SyncAsync(int iteration, Action<IReadOnlyList<ArtifactRef>> damage, params byte[][] shards)
    {
        var stored = new List<ArtifactRef>();
        foreach (var shard in shards)
        {
            stored.Add(await _harness.PutAsync(ArtifactKind.Games, shard));
        }

        var state = States.SelfPlay(iteration, shards.Length) with
        {
            Stage = IterationStage.Sync,
            Shards = [.. stored.Select((data, i) => new ShardResult(i, data, 10, 1, 1))],
        };
        await _harness.SaveAsync(state);
        damage(stored);
        var triggered = new DataSyncTriggered { Config = state.Config, Iteration = iteration, Shards = stored };
        Assert.IsType<HandlerResult.Done>(await _harness.Get<EventDispatcher>().HandleAsync(nameof(SyncGames), States.Cause(triggered), CancellationToken.None));
        return (await _harness.Get<IterationStore>().FindAsync(state.Config, iteration, CancellationToken.None))!;
    }

    private async Task<GameManifest> ManifestAsync(IterationState state)
    {
        await using var json = await _harness.Artifacts.OpenAsync(state.Sync!.Manifest, CancellationToken.None);
        return (await JsonSerializer.DeserializeAsync<GameManifest>(json, EventJson.Options))!;
    }
}
