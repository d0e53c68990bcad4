using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace RingRift.Web.Tests.Browser;

/// <summary>The page beside a real run, from its start to a champion and a game against it.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
public sealed partial class RunPageTests(OpenBrowser browser, LiveRun run, ITestOutputHelper output)
{
    // The run takes every core that there is.
    private const double MostSeconds = 30;
    private static readonly string[] Grave = ["serious", "critical"];

    [Fact]
    public async Task When_served_beside_a_run_should_say_first_whether_it_goes_on_and_what_it_waits_for()
    {
        var address = await run.AddressAsync();
        await run.WaitAsync($"runs/{LiveRun.Config}", status => status.GetProperty("jobs").GetArrayLength() > 0);
        var clock = Stopwatch.GetTimestamp();
        await using var visit = await browser.LoadAsync(address.ToString());
        await visit.Page.WaitForSelectorAsync("[data-verdict='well']");
        var seconds = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        output.WriteLine($"whether the run goes on stands there {seconds:0.0} s after the request, with nothing kept from before");
        Assert.InRange(seconds, 0, MostSeconds);
        Assert.NotEqual(0, await visit.Page.Locator("[data-table='waits'] tbody tr").CountAsync());
        Assert.Equal(["Self-play", "Training", "Evaluation"], await visit.Page.Locator("[data-stage] h2").AllInnerTextsAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task When_the_run_goes_on_should_follow_it()
    {
        var address = await run.AddressAsync();
        var visit = await browser.GoAsync("run", address: address);
        var stage = visit.Page.Locator("[data-stage='Self-play']");
        var before = GamesOf(await stage.InnerTextAsync());
        await Assertions.Expect(stage).Not.ToContainTextAsync($"; {before} games", new() { Timeout = 60_000 });
        Assert.True(GamesOf(await stage.InnerTextAsync()) > before);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task When_there_is_a_champion_should_name_it_and_lead_to_a_game_against_it()
    {
        var answer = await run.WaitAsync($"champions/{LiveRun.Config}", list => list.GetProperty("champions").GetArrayLength() > 0);
        var first = answer.GetProperty("champions")[0];
        var visit = await browser.GoAsync("run", address: await run.AddressAsync());
        await Assertions.Expect(visit.Page.Locator("[data-fact='champion']")).ToContainTextAsync("generation");
        await visit.Page.GetByText("Play against it").ClickAsync();
        Assert.Equal("choose", await visit.SettleAsync());
        Assert.Contains(
            "champion-1-64", await visit.Page.Locator("[data-field='seat-2'] option").EvaluateAllAsync<string[]>("all => all.map(one => one.value)"));

        await visit.Page.EvaluateAsync($"() => Blazor.navigateTo('play?config={LiveRun.Config}&seats=champion-1-16,human')");
        await Assertions.Expect(visit.Page.Locator("[data-expects='champion-1-16']")).ToContainTextAsync(
            "16 visits, expects seat 1", new() { Timeout = 30_000 });
        Assert.Equal("choose", await visit.SettleAsync());
        Assert.Equal(64, first.GetProperty("model").GetString()!.Length);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task When_the_narrow_page_is_looked_at_should_have_no_serious_fault_and_no_width_to_scroll()
    {
        var visit = await browser.GoAsync("run", width: 360, address: await run.AddressAsync());
        var found = await visit.Page.RunAxe();
        Assert.Empty(found.Violations.Where(fault => Grave.Contains(fault.Impact)).Select(fault => $"{fault.Id}: {fault.Help}"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    /// <summary>The page asks, and changes nothing: other methods do not come through.</summary>
    [Fact]
    public async Task When_the_page_is_asked_to_change_something_should_not_pass_it_on()
    {
        var visit = await browser.GoAsync("rules", address: await run.AddressAsync());
        var status = await visit.Page.EvaluateAsync<int>(
            "async () => (await fetch('/api/pauses/all', { method: 'POST', body: '{\"owner\":\"a\",\"reason\":\"b\",\"duration\":\"00:01:00\"}' })).status");
        Assert.InRange(status, 400, 499);
        Assert.Empty((await run.WaitAsync("pauses", _ => true)).EnumerateArray());
    }

    [Fact]
    public async Task When_served_without_a_run_should_begin_with_a_game_and_say_so_when_asked_for_a_run()
    {
        var visit = await browser.GoAsync(string.Empty);
        Assert.Equal("Play RingRift", await visit.Page.Locator("h1").InnerTextAsync());
        Assert.Equal(0, await visit.Page.Locator("nav a[href='run']").CountAsync());
        visit = await browser.GoAsync("run");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("not served beside a run");
        Assert.Empty(visit.Complaints);
    }

    private static int GamesOf(string text) => int.Parse(Games().Match(text).Groups[1].ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex("; ([0-9,]+) games")]
    private static partial Regex Games();
}
