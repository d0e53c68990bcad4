using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.Playwright;

namespace RingRift.Web.Tests.Browser;

/// <summary>A Chromium, and <c>ringrift web</c> as a process of its own, for all tests that look at the page.</summary>
public sealed class OpenBrowser : IAsyncLifetime
{
    private const int Height = 800;
    private const string Navigate = "path => Blazor.navigateTo(path)";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    // Of a stack that was never started, whatever else runs on this machine.
    private readonly string _folder = Directory.CreateTempSubdirectory("ringrift-").FullName;
    private Process? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private readonly Dictionary<Uri, Visit> _visits = [];

    /// <summary>Where the page is.</summary>
    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var chromium = FindChromium();
        Address = await StartServerAsync();
        _playwright = await Playwright.CreateAsync();

        // The sandbox needs rights that a container does not have; the browser sees this page alone.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
        _server?.Kill();
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// Goes to an address of the page and waits until it shows. The page is loaded once for all tests; it goes from one address to another by
    /// itself, as it does for people.
    /// </summary>
    /// <param name="path">Path and query.</param>
    /// <param name="width">Width of the window, in pixels.</param>
    /// <param name="colors">Light or dark.</param>
    /// <param name="address">Where the page is; null for the one without a run.</param>
    internal async Task<Visit> GoAsync(string path, int width = 1100, ColorScheme colors = ColorScheme.Light, Uri? address = null)
    {
        address ??= Address;
        var visit = _visits.GetValueOrDefault(address) ?? (_visits[address] = await LoadAsync(new Uri(address, "nowhere").ToString()));
        visit.Complaints.Clear();
        await visit.Page.SetViewportSizeAsync(width, Height);
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = colors });
        await visit.Page.EvaluateAsync(Navigate, "nowhere");
        await visit.Page.GetByText("No such page").WaitForAsync();
        await visit.Page.EvaluateAsync(Navigate, path);
        await visit.Page.WaitForSelectorAsync("[data-ready]");
        return visit;
    }

    /// <summary>Loads an address in a profile of its own, with nothing kept from before.</summary>
    /// <param name="path">Path and query, or a whole address.</param>
    internal async Task<Visit> LoadAsync(string path)
    {
        var visit = new Visit(await _browser!.NewPageAsync());
        await visit.Page.GotoAsync(new Uri(Address, path).ToString());
        await visit.Page.WaitForSelectorAsync("h1");
        return visit;
    }

    private static string FindChromium() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            $"No browser was found on the PATH (looked for {string.Join(", ", Names)}). Install one: apt-get install -y chromium");

    private async Task<Uri> StartServerAsync()
    {
        var configuration = typeof(OpenBrowser).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Configuration").Value!;
        var framework = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Repository.PathOf("local", "bin", configuration, framework, "ringrift.dll");
        _server = Process.Start(new ProcessStartInfo("dotnet", [program, "web", "--port", "0", "--data", _folder, "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var line = await _server.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"'ringrift web' ended: {await _server.StandardError.ReadToEndAsync()}");
        return new Uri(JsonDocument.Parse(line).RootElement.GetProperty("address").GetString()!);
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<OpenBrowser>, ICollectionFixture<LiveRun>
{
    public const string Name = "browser";
}
