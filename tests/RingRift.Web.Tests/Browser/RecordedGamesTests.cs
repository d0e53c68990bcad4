using RingRift.Web.Tests.Play;

namespace RingRift.Web.Tests.Browser;

/// <summary>Recorded games are played again by the engine in the browser: every state has the hash that it has on .NET.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Slow")]
public sealed class RecordedGamesTests(OpenBrowser browser)
{
    private const int PliesOfEachFile = 150;

    public static TheoryData<string> Files => [.. RecordedGame.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task When_moves_are_opened_should_have_the_recorded_hash_after_each(string file)
    {
        var visit = await browser.GoAsync("play");
        var left = PliesOfEachFile;
        foreach (var game in RecordedGame.Read(file).TakeWhile(_ => left > 0))
        {
            left -= game.Plies.Count;
            Assert.Equal(game.Whole, await visit.RecordAsync(game.Moves));
        }

        Assert.Empty(visit.Complaints);
    }
}
