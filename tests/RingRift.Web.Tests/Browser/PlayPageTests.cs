using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RingRift.Game;
using RingRift.Web.Play;

namespace RingRift.Web.Tests.Browser;

/// <summary>Games in a real browser, from the first click to the last.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
public sealed partial class PlayPageTests(OpenBrowser browser)
{
    private const int MostSteps = 2000;

    [Theory]
    [InlineData("square8_2p", "human,random", 1)]
    [InlineData("hex8_2p", "random,human", 2)]
    public async Task When_a_person_plays_against_random_should_come_to_the_end(string config, string seats, int seed)
    {
        var visit = await browser.GoAsync($"play?config={config}&seats={seats}&seed={seed}");
        var random = new Random(seed);
        for (var step = 0; step < MostSteps && await visit.SettleAsync() == "choose"; step++)
        {
            await StepAsync(visit, random);
        }

        Assert.Equal("over", await visit.SettleAsync());
        Assert.Matches(Winner(), await visit.Status.InnerTextAsync());
        var game = GameRecord.Parse(await visit.RecordAsync());
        Assert.True(game.State.IsOver);
        Assert.Contains(game.Plies, ply => ply.Move.Kind == MoveKind.MoveStack);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("square19_3p")]
    [InlineData("hexagonal_4p")]
    public async Task When_the_board_is_large_should_take_moves_and_answer_them(string config)
    {
        var visit = await browser.GoAsync($"play?config={config}&seats=human{string.Concat(Enumerable.Repeat(",random", config[^2] - '1'))}&seed=1");
        await visit.Cell("3,3").ClickAsync();
        await visit.Page.Locator("[data-move='P:3,3:2']").ClickAsync();
        await visit.Cell("3,6").ClickAsync();
        Assert.Equal("choose", await visit.SettleAsync());
        var plies = GameRecord.Parse(await visit.RecordAsync()).Plies;
        Assert.Equal("M:3,3>3,6", plies[1].Notation);
        Assert.Equal(config[^2] - '0', plies.Select(ply => ply.Seat).Distinct().Count());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task When_a_cell_does_not_do_should_say_why()
    {
        var visit = await browser.GoAsync("play?config=square8_2p&seats=human,human");
        await visit.Cell("0,0").ClickAsync();
        await visit.Page.Locator("[data-move='P:0,0:2']").ClickAsync();
        await visit.Cell("1,0").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".moves .refusal")).ToContainTextAsync("goes at least 2 cells (R091)");
        await visit.Cell("1,2").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".moves .refusal")).ToContainTextAsync("not on a straight line");
    }

    [Fact]
    public async Task When_moves_are_taken_back_should_stand_where_it_was()
    {
        var visit = await browser.GoAsync("play?config=hex8_2p&seats=human,random&seed=5");
        var start = await visit.RecordAsync();
        await visit.Cell("0,0").ClickAsync();
        await visit.Page.Locator("[data-move='P:0,0:1']").ClickAsync();
        await visit.Cell("0,2").ClickAsync();
        Assert.Equal("choose", await visit.SettleAsync());
        for (var back = 0; back < 2; back++)
        {
            await visit.Page.Locator("[data-action='take-back']").ClickAsync();
            await visit.SettleAsync();
        }

        Assert.Equal(start, await visit.RecordAsync());
    }

    [Fact]
    public async Task When_sides_are_swapped_should_seat_the_players_the_other_way_round()
    {
        var visit = await browser.GoAsync("play?config=square8_2p&seats=random,human&seed=1");
        await visit.SettleAsync();
        await visit.Page.Locator("[data-move='SW']").ClickAsync();
        await visit.SettleAsync();
        Assert.Equal(["human", "random"], await visit.Page.Locator(".seats td:nth-child(2)").AllInnerTextsAsync());
    }

    [Fact]
    public async Task When_only_keys_are_used_should_play()
    {
        var visit = await browser.GoAsync("play?config=hex8_2p&seats=human,human");
        await visit.Page.Locator("[role='gridcell'][tabindex='0']").FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        var place = await visit.Page.EvaluateAsync<string>("() => document.activeElement.dataset.place");
        Assert.NotEqual("0,0", place);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator($"[data-move='P:{place}:1']").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Status).ToContainTextAsync("movement");
        await visit.Page.Locator("[data-field='typed']").FillAsync("NM");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator(".moves .refusal")).ToContainTextAsync("Illegal move 'NM'");
    }

    /// <summary>While the worker searches, timers of the page go on: gaps between them stay far below what a search takes.</summary>
    [Fact]
    public async Task When_an_opponent_searches_should_not_hold_up_the_page()
    {
        var visit = await browser.GoAsync("play?config=hex8_2p&seats=uct-1024,uct-1024&seed=1");
        var (thinking, gap) = await LongestGapAsync(visit.Page);
        Assert.True(thinking > 1000, $"the search took {thinking} ms only");
        Assert.True(gap < thinking / 3, $"the page stood still for {gap} of {thinking} ms");
    }

    /// <summary>The worker is busy with the old game when the new one asks for a move.</summary>
    [Fact]
    public async Task When_a_new_game_begins_during_a_search_should_play_that()
    {
        var visit = await browser.GoAsync("play?config=hex8_2p&seats=uct-100000,human&seed=1");
        Assert.Equal("thinking", await visit.Status.GetAttributeAsync("data-status"));
        await visit.Page.Locator("[data-field='seat-1']").SelectOptionAsync("random");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "New game" }).ClickAsync();
        Assert.Equal("choose", await visit.SettleAsync());
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("config=hex9_2p", "hex9_2p")]
    [InlineData("seats=human,wizard", "wizard")]
    [InlineData("seats=human,random,random", "2 seats, not 3")]
    [InlineData("seed=one", "'one'")]
    public async Task When_the_address_asks_for_what_is_not_there_should_name_it(string query, string named)
    {
        var visit = await browser.GoAsync($"play?{query}");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync(named);
    }

    private static async Task StepAsync(Visit visit, Random random)
    {
        var buttons = visit.Page.Locator("[data-move]");
        var cells = visit.Page.Locator(".can-choose");
        var (listed, choosable) = (await buttons.CountAsync(), await cells.CountAsync());
        var draw = random.Next(listed + Math.Min(choosable, 4));
        await (draw < listed ? buttons.Nth(draw) : cells.Nth(random.Next(choosable))).ClickAsync();
    }

    private static async Task<(double Thinking, double Gap)> LongestGapAsync(IPage page)
    {
        var measured = await page.EvaluateAsync<double[]>(
            """
            async () => {
              const thinks = () => document.querySelector("[data-status]").dataset.status === "thinking";
              const text = () => document.querySelector("[data-status]").textContent + document.querySelector(".log").textContent;
              const [start, before] = [performance.now(), text()];
              let [last, gap] = [start, 0];
              while (thinks() && text() === before) {
                await new Promise(resolve => setTimeout(resolve, 5));
                const now = performance.now();
                [last, gap] = [now, Math.max(gap, now - last)];
              }
              return [last - start, gap];
            }
            """);
        return (measured[0], measured[1]);
    }

    [GeneratedRegex(@"^Seat [12] \((human|random)\) wins .+, after \d+ moves\.$")]
    private static partial Regex Winner();
}
