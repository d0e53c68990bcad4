using RingRift.Web.Lessons;

namespace RingRift.Web.Tests.Browser;

[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
public sealed class RulesPageTests(OpenBrowser browser)
{
    [Fact]
    public async Task Should_show_every_lesson_by_real_moves()
    {
        var visit = await browser.GoAsync("rules");
        foreach (var lesson in LessonBook.All)
        {
            var board = visit.Page.Locator($"[data-lesson='{lesson.Name}']");
            for (var move = 0; move < lesson.Moves.Count; move++)
            {
                Assert.Equal("false", await board.GetAttributeAsync("data-done"));
                await board.Locator("[data-action='show']").ClickAsync();
            }

            Assert.Equal("true", await board.GetAttributeAsync("data-done"));
            Assert.Contains(lesson.Outcome, await board.InnerTextAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task When_a_cell_of_a_lesson_is_chosen_should_play_it()
    {
        var visit = await browser.GoAsync("rules");
        var board = visit.Page.Locator("[data-lesson='move']");
        await board.Locator("[data-place='0,2']").ClickAsync();
        Assert.Equal("true", await board.GetAttributeAsync("data-done"));
        Assert.Contains("marker of seat 1", await board.Locator("[data-place='0,0']").GetAttributeAsync("aria-label"), StringComparison.Ordinal);
    }
}
