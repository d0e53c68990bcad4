using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace RingRift.Web.Tests.Browser;

/// <summary>What axe finds, and whether everything fits on a narrow screen.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
public sealed class AccessibilityTests(OpenBrowser browser)
{
    // All boards are drawn alike, and axe takes seconds for each.
    private const string FurtherBoards = ".lesson:not(#control):not(#region) svg";

    private static readonly string[] Grave = ["serious", "critical"];

    public static TheoryData<string, int, ColorScheme> Views => new()
    {
        { "play?config=square8_3p&seats=human,human,human", 1100, ColorScheme.Light },
        { "play?config=hex8_2p&seats=human,human", 360, ColorScheme.Dark },
        { "rules", 360, ColorScheme.Light },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Should_have_no_serious_fault_and_no_width_to_scroll(string path, int width, ColorScheme colors)
    {
        var visit = await browser.GoAsync(path, width, colors);
        foreach (var summary in await visit.Page.Locator("summary").AllAsync())
        {
            await summary.ClickAsync();
        }

        var found = await visit.Page.RunAxe(new AxeRunContext { Exclude = [new AxeSelector(FurtherBoards)] });
        Assert.Empty(found.Violations.Where(fault => Grave.Contains(fault.Impact))
            .Select(fault => $"{fault.Id}: {fault.Help}: {string.Join("; ", fault.Nodes.Take(3).Select(node => node.Html))}"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }
}
