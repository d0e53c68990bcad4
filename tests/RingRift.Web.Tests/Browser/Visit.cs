using Microsoft.Playwright;

namespace RingRift.Web.Tests.Browser;

/// <summary>One open page, with what it complains about.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private const string Settled =
        "() => ['choose', 'over', 'fault'].includes(document.querySelector('[data-status]')?.dataset.status)";

    public Visit(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => Complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of scripts, and what the content security policy refused.</summary>
    public List<string> Complaints { get; } = [];

    public ILocator Status => Page.Locator("[data-status]");

    public ValueTask DisposeAsync() => new(Page.CloseAsync());

    /// <summary>Waits until a person has to choose, or the game is over, and says which.</summary>
    public async Task<string?> SettleAsync()
    {
        await Page.WaitForFunctionAsync(Settled);
        return await Status.GetAttributeAsync("data-status");
    }

    /// <summary>The cell of the board at a coordinate.</summary>
    public ILocator Cell(string place) => Page.Locator($"[data-place='{place}']");

    /// <summary>Opens "Game as text", and puts a game in its place if one is given.</summary>
    /// <returns>The text that stands there then.</returns>
    public async Task<string> RecordAsync(string? text = null)
    {
        var area = Page.Locator("[data-field='record']");
        if (!await area.IsVisibleAsync())
        {
            await Page.GetByText("Game as text").ClickAsync();
        }

        if (text is not null)
        {
            await area.FillAsync(text);
            await Page.Locator("[data-action='open']").ClickAsync();
        }

        return await area.InputValueAsync();
    }
}
