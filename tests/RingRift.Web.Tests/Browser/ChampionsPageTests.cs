using System.Security.Cryptography;
using Deque.AxeCore.Playwright;

namespace RingRift.Web.Tests.Browser;

/// <summary>Champions of a real run.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
public sealed class ChampionsPageTests(OpenBrowser browser, LiveRun run)
{
    private static readonly string[] Grave = ["serious", "critical"];

    [Fact]
    public async Task Should_list_champions_hand_out_their_networks_and_tell_what_taught_them()
    {
        var answer = await run.WaitAsync($"champions/{LiveRun.Config}", list => list.GetProperty("champions").GetArrayLength() > 0);
        var first = answer.GetProperty("champions")[0];
        var visit = await browser.GoAsync("champions", width: 360, address: await run.AddressAsync());
        var row = visit.Page.Locator("[data-table='champions'] [data-generation='1']");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => row.GetByText("ONNX").ClickAsync());
        Assert.Equal($"{LiveRun.Config}-1.onnx", download.SuggestedFilename);
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(await download.PathAsync())));
        Assert.Equal(first.GetProperty("model").GetString(), hash);

        var network = await visit.Page.Locator($"#network-{first.GetProperty("iteration").GetInt32()}").InnerTextAsync();
        Assert.Contains("champion of generation 1", network, StringComparison.Ordinal);
        Assert.Contains("rollouts", network, StringComparison.Ordinal);
        var found = await visit.Page.RunAxe();
        Assert.Empty(found.Violations.Where(fault => Grave.Contains(fault.Impact)).Select(fault => $"{fault.Id}: {fault.Help}"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        Assert.Empty(visit.Complaints);
    }
}
