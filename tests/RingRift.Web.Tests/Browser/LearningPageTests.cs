using Deque.AxeCore.Playwright;

namespace RingRift.Web.Tests.Browser;

/// <summary>Curves of a real run.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
public sealed class LearningPageTests(OpenBrowser browser, LiveRun run)
{
    private static readonly string[] Grave = ["serious", "critical"];

    [Fact]
    public async Task Should_show_the_curves_of_the_run_and_let_them_be_downloaded()
    {
        await run.WaitAsync($"champions/{LiveRun.Config}", list => list.GetProperty("champions").GetArrayLength() > 0);
        var visit = await browser.GoAsync("learning", address: await run.AddressAsync());
        await visit.Page.WaitForSelectorAsync("[data-chart='scores'] circle");
        var charts = await visit.Page.Locator("[data-chart]").EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.chart)");
        Assert.Subset(new HashSet<string>(charts), new HashSet<string> { "scores", "policy-loss", "value-loss", "length" });
        var csv = await DownloadAsync(visit, "[data-action='csv-all']");
        Assert.StartsWith("curve,minutes,iteration,champion,value,low,high\n", csv, StringComparison.Ordinal);
        Assert.Contains(csv.Split('\n'), line => line.StartsWith("score against random,", StringComparison.Ordinal) && line.Contains(",yes,", StringComparison.Ordinal));
        Assert.StartsWith("<svg ", await DownloadAsync(visit, "[data-chart='scores'] a >> nth=0"), StringComparison.Ordinal);
        Assert.Contains("promoted", await visit.Page.Locator("[data-table='judged']").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task When_looked_at_on_a_narrow_screen_should_have_no_serious_fault_and_no_width_to_scroll()
    {
        var visit = await browser.GoAsync("learning", width: 360, address: await run.AddressAsync());
        var found = await visit.Page.RunAxe();
        Assert.Empty(found.Violations.Where(fault => Grave.Contains(fault.Impact)).Select(fault => $"{fault.Id}: {fault.Help}"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    private static async Task<string> DownloadAsync(Visit visit, string link)
    {
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator(link).ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }
}
