using System.Diagnostics;
using System.Text.Json;
using Xunit.Abstractions;

namespace RingRift.Local.Tests.Chaos;

/// <summary>The small size of the run in docs/backbone.md: processes, storage and Event Grid for real, and SIGKILL.</summary>
[Trait("Category", "Slow")]
public sealed class ChaosRunTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestFolder _data = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(5));

    public void Dispose()
    {
        _patience.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task When_host_and_worker_are_killed_should_lose_nothing_and_do_nothing_twice()
    {
        var (exitCode, said, _) = await RunAsync("--events", "500", "--jobs", "10", "--kills", "2", "--faults", "0.03", "--seed", "5", "--json", "--data", _data.Path);

        var report = JsonDocument.Parse(said).RootElement;
        Assert.All(["lost", "doubled", "unexpected"], list => Assert.Empty(report.GetProperty(list).EnumerateArray()));
        Assert.Equal((1, 1), (report.GetProperty("hostKills").GetInt32(), report.GetProperty("workerKills").GetInt32()));
        Assert.True(report.GetProperty("events").GetInt32() >= 500);
        Assert.True(report.GetProperty("duplicates").GetInt32() > 0, "nothing was delivered twice");
        Assert.NotEmpty(report.GetProperty("faults").EnumerateObject());
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task When_an_option_breaks_its_rule_should_name_it_and_the_rule()
    {
        var (exitCode, _, news) = await RunAsync("--kills", "1001");

        Assert.Equal(1, exitCode);
        Assert.Contains("--kills '1001': must be a whole number, 0 to 1000", news, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Said, string News)> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("RingRift.Local.Tests", "RingRift.Chaos", StringComparison.Ordinal), "RingRift.Chaos.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var said = process.StandardOutput.ReadToEndAsync(_patience.Token);
            var news = await process.StandardError.ReadToEndAsync(_patience.Token);
            output.WriteLine($"{news}\n{await said}");
            await process.WaitForExitAsync(_patience.Token);
            return (process.ExitCode, await said, news);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
