using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Json;
using RingRift.Functions.Tests.Runtime;
using RingRift.Game;
using RingRift.InMemory;
using RingRift.Learning.Inference;
using RingRift.Learning.SelfPlay;

namespace RingRift.Functions.Tests.Functions;

/// <summary>Stored games behind real HTTP, on the adapters in memory.</summary>
public sealed class GamesTests
{
    [Fact]
    public async Task Should_list_the_games_of_an_iteration_and_hand_out_one_that_can_be_replayed()
    {
        await using var host = await HttpApi.StartAsync();
        var played = await StoreAsync(host);
        var listed = (await host.Client.GetFromJsonAsync<GameList>("/api/games/hex8_2p/1", EventJson.Options))!.Games;
        Assert.Equal(
            played.Select(game => (0, game.Game, game.SplitMoves().Length, game.Result.Winner)),
            listed.Select(game => (game.Shard, game.Game, game.Plies, game.Winner)));

        var record = (await host.Client.GetFromJsonAsync<GameRecord>("/api/games/hex8_2p/1/0/1", EventJson.Options))!;
        Assert.Equal((played[1].ContentHash(), played[1].Decisions.Count), (record.ContentHash(), record.Decisions.Count));
        var state = new GameState(record.FullRules());
        foreach (var move in record.SplitMoves())
        {
            state.Play(MoveNotation.Parse(state, move));
        }

        Assert.Equal(record.Result.Winner, state.Winner);
    }

    [Theory]
    [InlineData("/api/games/hex8_2p/9", HttpStatusCode.NotFound, "iteration 9")]
    [InlineData("/api/games/hex8_2p/1/5/0", HttpStatusCode.NotFound, "shard 5")]
    [InlineData("/api/games/hex8_2p/1/0/77", HttpStatusCode.NotFound, "game 77")]
    [InlineData("/api/games/hex8_2p/one", HttpStatusCode.BadRequest, "'one'")]
    [InlineData("/api/games/hex8_2p/1/0/-1", HttpStatusCode.BadRequest, "'-1'")]
    [InlineData("/api/games/hex9_2p/1", HttpStatusCode.BadRequest, "hex9_2p")]
    public async Task When_there_is_no_such_game_should_refuse_naming_what_is_missing(string address, HttpStatusCode status, string named)
    {
        await using var host = await HttpApi.StartAsync();
        await StoreAsync(host);
        using var answer = await host.Client.GetAsync(address);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Begins a run and puts a shard of short games into its first iteration.</summary>
    private static async Task<List<GameRecord>> StoreAsync(RunningHost host)
    {
        using var started = await host.Client.PostAsync("/api/runs/hex8_2p", content: null);
        var rules = new GameRules(BoardKind.Hex8, 2, 5);
        var options = new SelfPlayOptions { Rules = rules, Games = 2, Seed = 11, ConcurrentGames = 1, FullVisits = 4, FastVisits = 2 };
        var games = new List<GameRecord>();
        new SelfPlayRunner(options, new NetworkLeafEvaluator(new UniformEvaluator(rules.Config))).Run(games.Add);
        using var shard = new MemoryStream();
        using (var writer = new GameShardWriter(shard))
        {
            games.ForEach(writer.Write);
        }

        shard.Position = 0;
        var stored = await host.Services.GetRequiredService<IArtifactStore>().PutAsync(ArtifactKind.Games, shard, CancellationToken.None);
        var (aggregates, iteration) = (host.Services.GetRequiredService<InMemoryAggregateStore>(), AggregateKey.Iteration("hex8_2p", 1));
        var text = System.Text.Json.Nodes.JsonNode.Parse(aggregates.TextOf(iteration)!)!.AsObject();
        text["shards"] = System.Text.Json.JsonSerializer.SerializeToNode(
            new[] { new Pipeline.Iterations.ShardResult(0, stored, games.Count, 1, 1.5) }, EventJson.Options);
        aggregates.Plant(iteration, text.ToJsonString());
        return [.. games.OrderBy(game => game.Game)];
    }

    private sealed record GameList(IReadOnlyList<GameSummary> Games);
}
