using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Functions.Tests.Runtime;
using RingRift.InMemory;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Champions.Ratings;
using RingRift.Pipeline.Champions.Rollback;

namespace RingRift.Functions.Tests.Functions;

/// <summary>Champions and opponents behind real HTTP, on the adapters in memory.</summary>
public sealed class ChampionsTests
{
    [Fact]
    public async Task When_an_earlier_champion_is_asked_for_should_restore_it_and_publish_that()
    {
        await using var host = await HttpApi.StartAsync();
        var first = await PromoteAsync(host);
        await PromoteAsync(host);

        using var answer = await PostAsync(host, """{"to":1,"reason":"plays badly"}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var report = (await answer.Content.ReadFromJsonAsync<RollbackReport>(EventJson.Options))!;
        Assert.Equal((true, 3, 2, 1, first.Model.Sha256), (report.Moved, report.Generation, report.Undone, report.Restored, report.Model));
        var told = Assert.Single(host.Services.GetRequiredService<InMemoryEventBus>().Published);
        Assert.Equal(DataEventType.PromotionRolledBack, told.Type);
    }

    [Theory]
    [InlineData("""{"to":7,"reason":"why"}""", HttpStatusCode.Conflict, "generations 1 to 1")]
    [InlineData("""{"to":1,"reason":" "}""", HttpStatusCode.BadRequest, "reason")]
    [InlineData("""{"to":1}""", HttpStatusCode.BadRequest, "reason")]
    [InlineData("""{"to":"one","reason":"why"}""", HttpStatusCode.BadRequest, "to")]
    [InlineData("""{"to":1,"reason":"why","force":true}""", HttpStatusCode.BadRequest, "force")]
    [InlineData("null", HttpStatusCode.BadRequest, "null")]
    [InlineData("", HttpStatusCode.BadRequest, "body")]
    public async Task When_the_request_is_wrong_should_refuse_naming_what_is(string body, HttpStatusCode status, string named)
    {
        await using var host = await HttpApi.StartAsync();
        await PromoteAsync(host);

        using var answer = await PostAsync(host, body);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(host.Services.GetRequiredService<InMemoryEventBus>().Published);
    }

    [Fact]
    public async Task Should_list_past_champions_as_opponents()
    {
        await using var host = await HttpApi.StartAsync();
        await PromoteAsync(host);
        var second = await PromoteAsync(host);

        var pool = (await host.Client.GetFromJsonAsync<OpponentPoolStatus>("/api/pools/hex8_2p", EventJson.Options))!;

        Assert.Equal([false, true], pool.Opponents.Select(one => one.Champion));
        Assert.Equal([1.0, 0.0], pool.Opponents.Select(one => one.Chance));
        Assert.Equal(second.Model.Sha256, pool.Opponents[1].Model);
    }

    [Fact]
    public async Task Should_rate_who_was_measured()
    {
        await using var host = await HttpApi.StartAsync();
        Assert.Equal("{\"config\":\"hex8_2p\",\"players\":[]}", await host.Client.GetStringAsync("/api/ratings/hex8_2p"));
        var model = new ArtifactRef(ArtifactKind.Model, new string('a', 64), 12);
        var pool = new OpponentPoolState { Config = "hex8_2p", Results = [new PoolResult(3, model.Sha256, "random", 40, 30, 0, 0.75, 0.598, 0.858)] };
        await host.Services.GetRequiredService<IAggregateStore>().CommitAsync(
            new Commit<OpponentPoolState> { Key = AggregateKey.Opponents("hex8_2p"), State = pool, Token = null, Version = 1, InboxId = null, Outbox = [] },
            CancellationToken.None);

        var rated = (await host.Client.GetFromJsonAsync<RatingList>("/api/ratings/hex8_2p", EventJson.Options))!.Players;

        Assert.Equal([model.Sha256, "random"], rated.Select(one => one.Player));
        Assert.Equal((3, false, 40), (rated[0].Iteration, rated[0].Champion, rated[0].Games));
        Assert.InRange(rated[0].Elo, 160, 191);
        Assert.Equal(new FixedScore("random", 40, 0.75, 0.598, 0.858), Assert.Single(rated[0].Against));
    }

    [Fact]
    public async Task Should_list_champions_with_what_was_rolled_back_and_hand_out_their_networks()
    {
        await using var host = await HttpApi.StartAsync();
        Assert.Equal("{\"champions\":[]}", await host.Client.GetStringAsync("/api/champions/hex8_2p"));
        var first = await PromoteAsync(host);
        await PromoteAsync(host);
        using var rolledBack = await PostAsync(host, """{"to":1,"reason":"plays badly"}""");

        var list = (await host.Client.GetFromJsonAsync<ChampionList>("/api/champions/hex8_2p", EventJson.Options))!.Champions;
        Assert.Equal([(1, null, null), (2, null, 3), (3, 1, null)], list.Select(one => (one.Generation, one.Restores, one.RolledBackBy)));
        Assert.Equal((first.Model.Sha256, first.Model.Length, "plays badly"), (list[2].Model, list[0].Bytes, list[2].Reason));

        using var model = await host.Client.GetAsync("/api/champions/hex8_2p/2/model");
        Assert.Equal(BitConverter.GetBytes(2), await model.Content.ReadAsByteArrayAsync());
        Assert.Equal($"\"{list[1].Model}\"", model.Headers.ETag!.Tag);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/champions/hex8_2p/2/model");
        again.Headers.IfNoneMatch.Add(model.Headers.ETag);
        using var unchanged = await host.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [InlineData("2", HttpStatusCode.NotFound, "generation 2")]
    [InlineData("0", HttpStatusCode.BadRequest, "'0'")]
    [InlineData("newest", HttpStatusCode.BadRequest, "'newest'")]
    public async Task When_there_is_no_such_generation_should_refuse_naming_it(string generation, HttpStatusCode status, string named)
    {
        await using var host = await HttpApi.StartAsync();
        await PromoteAsync(host);
        using var answer = await host.Client.GetAsync($"/api/champions/hex8_2p/{generation}/model");
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/pools/hex9_2p")]
    [InlineData("GET", "/api/ratings/hex9_2p")]
    [InlineData("GET", "/api/champions/hex9_2p")]
    [InlineData("GET", "/api/champions/hex9_2p/1/model")]
    [InlineData("POST", "/api/champions/hex9_2p/rollback")]
    public async Task When_there_is_no_such_config_should_answer_400_naming_it(string method, string address)
    {
        await using var host = await HttpApi.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);

        using var answer = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("hex9_2p", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningHost host, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await host.Client.PostAsync("/api/champions/hex8_2p/rollback", content);
    }

    private static async Task<Champion> PromoteAsync(RunningHost host)
    {
        var champions = host.Services.GetRequiredService<IChampionStore>();
        var pointer = await champions.GetAsync("hex8_2p", CancellationToken.None);
        var generation = (pointer?.Champion.Generation ?? 0) + 1;
        var champion = new Champion(
            "hex8_2p", await PutAsync(host, ArtifactKind.Model, generation), await PutAsync(host, ArtifactKind.Checkpoint, generation),
            generation, generation);
        Assert.True(await champions.TrySwapAsync(champion, pointer?.Token, CancellationToken.None));
        return champion;
    }

    private static async Task<ArtifactRef> PutAsync(RunningHost host, ArtifactKind kind, int number)
    {
        using var content = new MemoryStream(BitConverter.GetBytes(number));
        return await host.Services.GetRequiredService<IArtifactStore>().PutAsync(kind, content, CancellationToken.None);
    }
}

/// <summary>The answer of <c>GET /api/champions/{config}</c>.</summary>
public sealed record ChampionList(IReadOnlyList<ChampionSummary> Champions);
