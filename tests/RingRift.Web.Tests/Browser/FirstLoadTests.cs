using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;
using RingRift.Game;
using RingRift.Web.Opponents;
using Xunit.Abstractions;

namespace RingRift.Web.Tests.Browser;

/// <summary>The figures of <c>docs/web.md</c>, with limits that they must keep.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
public sealed class FirstLoadTests(OpenBrowser browser, ITestOutputHelper output)
{
    private const long MostBytes = 3_000_000;
    private const int Visits = 1024;

    [Fact]
    public async Task Should_send_less_than_three_megabytes_before_the_first_game()
    {
        var clock = Stopwatch.GetTimestamp();
        await using var visit = await browser.LoadAsync("rules");
        var elapsed = Stopwatch.GetElapsedTime(clock);
        var (files, bytes) = await TransferAsync(visit.Page);
        output.WriteLine($"{bytes:N0} bytes in {files} files, first view after {elapsed.TotalSeconds:0.00} s with a browser that is running");
        Assert.InRange(bytes, 100_000, MostBytes);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("hex8_2p")]
    [InlineData("square8_2p")]
    public async Task Should_search_fast_enough_to_play(string config)
    {
        var visit = await browser.GoAsync("rules");
        var rules = GameRules.For(GameConfig.Parse(config));
        var milliseconds = await visit.Page.EvaluateAsync<double>(
            """
            async ([rules, state, player]) => {
              const engine = await import("/engine.js");
              await engine.choose(1, rules, state, player, "1");
              const start = performance.now();
              await engine.choose(2, rules, state, player, "2");
              return performance.now() - start;
            }
            """,
            new[] { RulesText.Format(rules), StateNotation.Format(new GameState(rules)), $"uct-{Visits}" });
        var rate = Visits / milliseconds * 1000;
        output.WriteLine($"{config}: {rate:N0} visits a second with a random game each, from the start position");
        Assert.True(rate > 50, $"{rate:N0} visits a second");
    }

    private static async Task<(int Files, long Bytes)> TransferAsync(IPage page)
    {
        var sizes = await page.EvaluateAsync<JsonElement>(
            "() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(entry => entry.transferSize)");
        return (sizes.GetArrayLength(), sizes.EnumerateArray().Sum(size => size.GetInt64()));
    }
}
