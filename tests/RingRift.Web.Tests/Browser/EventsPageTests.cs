using System.Globalization;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace RingRift.Web.Tests.Browser;

/// <summary>The events of a real run: as they happen, their traces, and what was given up.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
public sealed class EventsPageTests(OpenBrowser browser, LiveRun run, ITestOutputHelper output)
{
    private const int Measured = 30;

    // The run takes every core that there is.
    private const double MostMilliseconds = 5000;
    private static readonly string[] Grave = ["serious", "critical"];

    [Fact]
    public async Task Should_show_events_as_they_happen_narrow_them_down_and_trace_one()
    {
        var visit = await browser.GoAsync("events", address: await run.AddressAsync());
        await visit.Page.WaitForSelectorAsync("[data-connection='streaming']");
        var rows = visit.Page.Locator("[data-table='tail'] tr[data-event]");
        await Assertions.Expect(rows.First).ToBeVisibleAsync();

        await visit.Page.Locator("[data-field='text']").FillAsync("selfplay_complete");
        await Assertions.Expect(rows.First).ToContainTextAsync("SELFPLAY_COMPLETE", new() { Timeout = 60_000 });
        Assert.All(await rows.Locator("th").AllInnerTextsAsync(), name => Assert.Equal("SELFPLAY_COMPLETE", name));
        await rows.First.Locator("a").ClickAsync();
        var trace = visit.Page.Locator("[data-trace]");
        await Assertions.Expect(trace).ToContainTextAsync("SELFPLAY_REQUESTED");
        await Assertions.Expect(trace).ToContainTextAsync("CollectSelfplay #1: done", new() { Timeout = 30_000 });
        await Assertions.Expect(visit.Page.Locator("[data-table='daemons']")).ToContainTextAsync("running");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task When_an_event_is_published_should_show_it_soon()
    {
        var visit = await browser.GoAsync("events", address: await run.AddressAsync());
        await visit.Page.WaitForSelectorAsync("[data-connection='streaming']");
        var ages = await visit.Page.EvaluateAsync<double[]>(
            """
            count => new Promise(done => {
              const body = document.querySelector("[data-table='tail'] tbody");
              const seen = new Set([...body.querySelectorAll("tr[data-event]")].map(row => row.dataset.event));
              const newest = Math.max(...[...body.querySelectorAll("time")].map(time => Date.parse(time.dateTime)));
              const ages = [];
              new MutationObserver((_, observer) => {
                for (const row of body.querySelectorAll("tr[data-event]")) {
                  const time = Date.parse(row.querySelector("time").dateTime);
                  if (!seen.has(row.dataset.event) && time >= newest) {
                    seen.add(row.dataset.event);
                    ages.push(Date.now() - time);
                  }
                }
                if (ages.length >= count) {
                  observer.disconnect();
                  done(ages);
                }
              }).observe(body, { childList: true, subtree: true, attributes: true });
            })
            """, Measured);
        var sorted = ages.Order().ToArray();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"from an event to the page, {sorted.Length} events: p50 {sorted[sorted.Length / 2]:0} ms, p90 {sorted[sorted.Length * 9 / 10]:0} ms, most {sorted[^1]:0} ms"));
        Assert.InRange(sorted[sorted.Length / 2], 0, MostMilliseconds);
    }

    [Fact]
    public async Task When_a_dead_letter_is_redriven_or_discarded_should_say_what_came_of_it()
    {
        await run.DeliverBrokenEventAsync("CollectMatches", "letter-1");
        var visit = await browser.GoAsync("events", address: await run.AddressAsync());
        var letter = visit.Page.Locator("[data-letter]").Filter(new() { HasText = "CollectMatches" });
        await letter.Locator("summary").ClickAsync();
        await Assertions.Expect(letter.Locator("[data-body]")).ToContainTextAsync("no markup");
        await Assertions.Expect(letter.Locator("[data-action='redrive']")).ToBeDisabledAsync();
        await visit.Page.Locator("[data-field='reason']").FillAsync("the consumer was repaired");
        await letter.Locator("[data-action='redrive']").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("[data-said]")).ToContainTextAsync("redriven");

        // The consumer gives it up again, for nobody repaired it.
        await run.WaitAsync("dead-letters?status=open", list => list.GetProperty("letters").GetArrayLength() > 0);
        await Assertions.Expect(letter).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await letter.Locator("[data-action='discard']").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("[data-said]")).ToContainTextAsync("discarded");
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("https://example.org", "application/json", 403)]
    [InlineData(null, "application/json", 403)]
    [InlineData("own", "text/plain", 415)]
    [InlineData("own", "application/json", 200)]
    public async Task When_another_site_asks_for_an_action_should_refuse(string? origin, string type, int status)
    {
        var address = await run.AddressAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "api/dead-letters/discard"));
        request.Headers.TryAddWithoutValidation("Origin", origin == "own" ? address.GetLeftPart(UriPartial.Authority) : origin);
        request.Content = new StringContent("""{"all":true,"reason":"a test","dryRun":true}""", System.Text.Encoding.UTF8, type);
        using var answer = await http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task When_the_connection_is_lost_should_say_so_and_catch_up_once_it_is_back()
    {
        var (server, address) = await run.ServeAsync(0);
        try
        {
            await using var visit = await browser.LoadAsync(new Uri(address, "events").ToString());
            await visit.Page.WaitForSelectorAsync("[data-connection='streaming']");
            server.Kill();
            await server.WaitForExitAsync();
            await visit.Page.WaitForSelectorAsync("[data-connection='lost']");
            server.Dispose();
            var begun = TimeProvider.System.GetUtcNow();
            await run.WaitAsync("events?take=1", list => list[0].GetProperty("published").GetDateTimeOffset() > begun);
            (server, _) = await run.ServeAsync(address.Port);
            await visit.Page.WaitForSelectorAsync("[data-connection='streaming']");
            await visit.Page.WaitForFunctionAsync(
                "begun => [...document.querySelectorAll(\"[data-table='tail'] time\")].some(time => Date.parse(time.dateTime) > begun)",
                begun.ToUnixTimeMilliseconds());
        }
        finally
        {
            server.Kill();
            server.Dispose();
        }
    }

    [Fact]
    public async Task When_the_narrow_page_is_looked_at_should_have_no_serious_fault_and_no_width_to_scroll()
    {
        var visit = await browser.GoAsync("events", width: 360, colors: ColorScheme.Dark, address: await run.AddressAsync());
        await visit.Page.WaitForSelectorAsync("[data-table='daemons']");
        var found = await visit.Page.RunAxe();
        Assert.Empty(found.Violations.Where(fault => Grave.Contains(fault.Impact))
            .Select(fault => $"{fault.Id}: {fault.Help}: {string.Join("; ", fault.Nodes.Take(3).Select(node => node.Html))}"));
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }
}
