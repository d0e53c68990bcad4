using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace RingRift.Web.Tests.Browser;

/// <summary>Stored games of a real run.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
public sealed class GamesPageTests(OpenBrowser browser, LiveRun run)
{
    private static readonly string[] Grave = ["serious", "critical"];

    [Fact]
    public async Task Should_list_the_games_and_replay_one_by_keys_and_by_link()
    {
        var first = (await run.WaitAsync($"games/{LiveRun.Config}/1", list => list.GetProperty("games").GetArrayLength() > 0)).GetProperty("games")[0];
        var plies = first.GetProperty("plies").GetInt32();
        await run.WaitAsync($"runs/{LiveRun.Config}/lineage", lineage => lineage.GetProperty("games").GetArrayLength() > 0);
        var visit = await browser.GoAsync($"games?config={LiveRun.Config}&iteration=1", address: await run.AddressAsync());
        await visit.Page.Locator("[data-table='games'] a").First.ClickAsync();
        var replay = visit.Page.Locator("[data-replay]");
        await Assertions.Expect(replay).ToHaveAttributeAsync("data-replay", "0");
        await visit.Page.Locator(".side[tabindex]").FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(replay).ToHaveAttributeAsync("data-replay", "1");
        await visit.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(replay).ToHaveAttributeAsync("data-replay", $"{plies}");
        await visit.Page.WaitForURLAsync($"**&ply={plies}");

        var game = (await run.WaitAsync($"games/{LiveRun.Config}/1/0/{first.GetProperty("game").GetInt32()}", _ => true)).GetProperty("decisions");
        var decision = game[game.GetArrayLength() - 1];
        var link = new Uri(visit.Page.Url).PathAndQuery[1..].Replace($"ply={plies}", $"ply={decision.GetProperty("ply").GetInt32()}", StringComparison.Ordinal);
        visit = await browser.GoAsync(link, width: 360, address: await run.AddressAsync());
        var most = decision.GetProperty("visits").EnumerateArray().Max(visits => visits.GetInt32());
        await Assertions.Expect(visit.Page.Locator("[data-table='visits'] tbody tr").First.Locator("td").First).ToHaveTextAsync($"{most}");
        var found = await visit.Page.RunAxe();
        Assert.Empty(found.Violations.Where(fault => Grave.Contains(fault.Impact)).Select(fault => $"{fault.Id}: {fault.Help}"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        Assert.Empty(visit.Complaints);
    }
}
