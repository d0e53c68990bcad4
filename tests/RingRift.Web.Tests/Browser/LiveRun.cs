using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace RingRift.Web.Tests.Browser;

/// <summary>A small run by <c>ringrift train</c> as a process of its own. It begins with the first test that asks for it, and goes on.</summary>
public sealed class LiveRun : IAsyncLifetime
{
    /// <summary>What it trains.</summary>
    public const string Config = "hex8_2p";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(300);

    // The networks are as small as they can be and anything better than an even score against random play is promoted.
    private static readonly string[] Settings =
    [
        "Pipeline:Lanes=1", "Pipeline:ShardsPerIteration=1", "Pipeline:FirstGamesPerShard=10", "Pipeline:GamesPerShard=10",
        "Pipeline:FirstTrainingRows=150", "Pipeline:RowsPerTraining=150", "Pipeline:PairsPerChunk=2", "Pipeline:PairsAgainstChampion=2",
        "Pipeline:PairsAgainstBaseline=2", "Pipeline:PairsAgainstGenerator=1", "Pipeline:PairsAgainstPast=1", "Pipeline:Baselines=random",
        "Pipeline:MatchSimulations=8", "Pipeline:PromotionTest:Elo1=200", "Pipeline:PromotionTest:Alpha=0.45", "Pipeline:PromotionTest:Beta=0.45",
        "Pipeline:Quality:MinRows=1", "Training:MinSteps=20",
        "Training:MaxSteps=20", "Training:Blocks=1", "Training:Channels=8", "SelfPlay:Threads=1", "SelfPlay:FullVisits=4",
        "SelfPlay:FastVisits=2", "Worker:PollSeconds=0.1",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("ringrift-").FullName;
    private readonly HttpClient _http = new();
    private Process? _process;
    private Task<Uri>? _begun;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Where the page beside the run is; the run has begun.</summary>
    public Task<Uri> AddressAsync() => _begun ??= BeginAsync();

    /// <summary>Starts to serve the page once more, for the same run; the test ends it.</summary>
    /// <param name="port">Where; 0 for any free port.</param>
    public async Task<(Process Server, Uri Address)> ServeAsync(int port)
    {
        await AddressAsync();
        string[] arguments = [Program(), "web", "--port", $"{port}", "--data", _folder, "--json"];
        var server = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var line = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("'ringrift web' ended");
        return (server, new Uri(JsonDocument.Parse(line).RootElement.GetProperty("address").GetString()!));
    }

    /// <summary>Lets a consumer give up an event that it cannot read, as Event Grid would deliver it.</summary>
    /// <param name="function">The consumer.</param>
    /// <param name="id">Id of the event.</param>
    public async Task DeliverBrokenEventAsync(string function, string id)
    {
        await AddressAsync();
        var stack = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(_folder, "stack.json")));
        var functions = new Uri(stack.GetProperty("functions").GetString()!);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(functions, $"runtime/webhooks/eventgrid?functionName={function}"));
        request.Headers.Add("aeg-event-type", "Notification");
        request.Content = new StringContent(
            JsonSerializer.Serialize(new { specversion = "1.0", id, source = "/test", type = "no.such.event", data = new { text = "<b>no markup</b>" } }),
            Encoding.UTF8, "application/cloudevents+json");
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The run's answer to a question, as soon as it is what is waited for.</summary>
    /// <param name="path">Path behind <c>api/</c>.</param>
    /// <param name="enough">Whether it is.</param>
    public async Task<JsonElement> WaitAsync(string path, Func<JsonElement, bool> enough)
    {
        var address = new Uri(await AddressAsync(), $"api/{path}");
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Patience; await Task.Delay(BetweenLooks))
        {
            using var response = await _http.GetAsync(address);
            if (response.StatusCode == HttpStatusCode.OK
                && JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()) is var answer
                && enough(answer))
            {
                return answer;
            }
        }

        throw new TimeoutException($"{address} did not answer as it should within {Patience}");
    }

    private async Task<Uri> BeginAsync()
    {
        string[] arguments =
        [
            Program(), "train", "--json", "--workers", "1", "--config", Config, "--data", _folder, .. Settings.SelectMany(setting => new[] { "--set", setting }),
        ];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var frame = JsonSerializer.Deserialize<JsonElement>(line);
            if (frame.TryGetProperty("notes", out var notes) && notes.EnumerateArray().Select(note => note.GetString()!).FirstOrDefault(
                note => note.StartsWith("page ", StringComparison.Ordinal)) is { } page)
            {
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new Uri(page["page ".Length..]);
            }
        }

        throw new InvalidOperationException("'ringrift train' ended before its run began");
    }

    private static string Program()
    {
        var configuration = typeof(LiveRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Configuration").Value!;
        return Repository.PathOf("local", "bin", configuration, new DirectoryInfo(AppContext.BaseDirectory).Name, "ringrift.dll");
    }
}
