using Microsoft.Playwright;
using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;
using RingRift.Learning.Players;
using RingRift.Learning.Search;
using RingRift.Web.Opponents;
using Xunit.Abstractions;

namespace RingRift.Web.Tests.Browser;

/// <summary>Networks of the usual size in the worker, beside the same networks on .NET.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
public sealed class NetworkTests(OpenBrowser browser, ITestOutputHelper output)
{
    private const int Visits = 64;
    private const int TimedVisits = 512;
    private const int Decisions = 10;
    private const double Tolerance = 1e-3;

    // Far below what a quiet machine makes: the tests of other projects may run at the same time.
    private const double LeastRate = 25;

    private const string Choose =
        """
        async ([rules, state, player, model]) => {
          const engine = await import("/engine.js");
          return await engine.choose((window.questions = (window.questions ?? 0) + 1), rules, state, player, "1", model);
        }
        """;

    [Theory]
    [InlineData("hex8_2p")]
    [InlineData("square8_3p")]
    public async Task Should_find_the_moves_and_values_that_dotnet_finds(string config)
    {
        var rules = GameRules.For(GameConfig.Parse(config));
        var (page, address, model) = await OpenAsync(rules.Config, seed: 7);
        using var player = SearchPlayer.ForNetwork(new OnnxEvaluator(model), Visits);
        var (state, moves, largest) = (new GameState(rules), new MoveList(), 0.0);
        for (var decision = 0; decision < Decisions; decision++)
        {
            var expected = player.Analyse(state, Visits, CancellationToken.None);
            var found = Thought.Parse(state, await AskAsync(page, address, state, Visits));
            Assert.Equal((expected.Best, expected.Visits), (found.Move, found.Visits));
            largest = Math.Max(largest, expected.Values.Zip(found.Values, (one, other) => Math.Abs(one - other)).Max());
            state.Play(found.Move);
            ForcedPlies.PlayThrough(state, moves);
        }

        output.WriteLine($"{config}: {Decisions} decisions with {Visits} visits alike, values at most {largest:0.0e+0} apart");
        Assert.InRange(largest, 0, Tolerance);
    }

    [Theory]
    [InlineData("hex8_2p")]
    [InlineData("square8_2p")]
    public async Task Should_search_fast_enough_to_play(string config)
    {
        var rules = GameRules.For(GameConfig.Parse(config));
        var (page, address, _) = await OpenAsync(rules.Config, seed: 8);
        var state = new GameState(rules);
        var first = Thought.Parse(state, await AskAsync(page, address, state, Visits));
        state.Play(first.Move);
        ForcedPlies.PlayThrough(state, new MoveList());
        var start = await page.EvaluateAsync<double>("() => performance.now()");
        await AskAsync(page, address, state, TimedVisits);
        var milliseconds = await page.EvaluateAsync<double>("() => performance.now()") - start;
        var rate = TimedVisits / milliseconds * 1000;
        output.WriteLine($"{config}: {rate:N0} visits a second with the usual network");
        Assert.True(rate > LeastRate, $"{rate:N0} visits a second");
    }

    [Fact]
    public async Task When_the_network_is_of_another_configuration_should_say_so()
    {
        var (page, address, _) = await OpenAsync(GameConfig.Parse("hex8_2p"), seed: 9);
        var state = new GameState(GameRules.For(GameConfig.Parse("hex8_3p")));
        var failure = await Assert.ThrowsAsync<PlaywrightException>(() => AskAsync(page, address, state, Visits));
        Assert.Contains("The network gave no answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_network_cannot_be_had_should_say_why()
    {
        var visit = await browser.GoAsync("play?config=hex8_2p&seats=champion-1-16,human");
        Assert.Equal("fault", await visit.SettleAsync());
        Assert.Contains("not served beside a run", await visit.Page.Locator(".play").InnerTextAsync(), StringComparison.Ordinal);
    }

    private async Task<(IPage Page, string Address, byte[] Model)> OpenAsync(GameConfig config, ulong seed)
    {
        var (visit, spec) = (await browser.GoAsync("rules"), NetworkSpec.For(config));
        var model = OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, seed));
        var address = $"/networks/{config}-{seed}.onnx";
        await visit.Page.RouteAsync($"**{address}", route => route.FulfillAsync(new() { BodyBytes = model }));
        return (visit.Page, address, model);
    }

    private static Task<string> AskAsync(IPage page, string model, GameState state, int visits) => page.EvaluateAsync<string>(
        Choose, new[] { RulesText.Format(state.Rules), StateNotation.Format(state), new NetworkPlayer(1, visits).ToString(), model });
}
