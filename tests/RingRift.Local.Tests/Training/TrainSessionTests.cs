using System.Text.Json;

namespace RingRift.Local.Tests.Training;

/// <summary>The whole command with real processes.</summary>
[Trait("Category", "Slow")]
public sealed class TrainSessionTests : IDisposable
{
    private readonly TestFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task When_failures_stop_the_run_should_report_why_and_end_with_exit_code_1()
    {
        string[] settings =
        [
            "Pipeline:Lanes=2", "Pipeline:ShardsPerIteration=1", "Pipeline:FirstGamesPerShard=2", "Pipeline:Quality:MinRows=1000000", "Pipeline:MaxFailuresInARow=1",
            "SelfPlay:Threads=1", "SelfPlay:FullVisits=2", "SelfPlay:FastVisits=2", "Worker:PollSeconds=0.1",
        ];

        var run = await CommandRun.OfAsync(["train", "--json", "--data", _data.Path, "--minutes", "5", .. settings.SelectMany(setting => new[] { "--set", setting })]);

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Error));
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal("preparing", lines[0].GetProperty("kind").GetString());
        var status = lines.First(line => line.GetProperty("kind").GetString() == "status");
        Assert.StartsWith("page http://127.0.0.1:", status.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        var report = lines[^1].GetProperty("status");
        Assert.Equal("report", lines[^1].GetProperty("kind").GetString());
        Assert.True(report.GetProperty("stoppedByFailures").GetBoolean());
        Assert.Contains("fewer than 1000000", report.GetProperty("stopped").GetString(), StringComparison.Ordinal);
    }
}
