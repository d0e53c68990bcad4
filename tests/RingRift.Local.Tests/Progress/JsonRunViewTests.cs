using System.Text.Json;
using RingRift.Local.Progress;
using RingRift.Pipeline.Iterations;

namespace RingRift.Local.Tests.Progress;

public sealed class JsonRunViewTests
{
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public async Task Should_print_a_status_only_when_something_but_the_time_of_reading_has_changed()
    {
        var status = Runs.Status(Runs.Iteration(1));

        await ShowAsync(
            Runs.Frame(status, 1),
            Runs.Frame(status with { Time = Runs.Start.AddSeconds(9) }, 2),
            Runs.Frame(status with { Promotions = 3 }, 3));

        var lines = Lines();
        Assert.Equal(["status", "status"], lines.Select(line => line.GetProperty("kind").GetString()));
        Assert.Equal([1.0, 3.0], lines.Select(line => line.GetProperty("seconds").GetDouble()));
        Assert.Equal(3, lines[1].GetProperty("status").GetProperty("promotions").GetInt32());
        Assert.Equal(54_321, lines[1].GetProperty("status").GetProperty("selfPlay").GetProperty("rows").GetInt64());
        Assert.Equal(20_000, lines[1].GetProperty("status").GetProperty("training").GetProperty("due").GetInt64());
        Assert.Equal("a candidate", lines[1].GetProperty("status").GetProperty("evaluation").GetProperty("waitsFor").GetString());
    }

    [Fact]
    public async Task Should_print_each_step_of_the_preparation_once()
    {
        await ShowAsync(Runs.Frame(null, 0, "one"), Runs.Frame(null, 1, "one"), Runs.Frame(null, 2, "two"), Runs.Frame(null, 3));

        Assert.Equal(["one", "two"], Lines().Select(line => line.GetProperty("preparing").GetString()));
    }

    [Fact]
    public void Should_end_with_a_report_that_says_whether_failures_stopped_the_run()
    {
        var status = Runs.Status(
            Runs.Finished(1, IterationOutcome.DataRefused, "thin")) with
        { Stopped = "thin", StoppedByFailures = true };

        new JsonRunView(_output).Report(status, repeated: null);

        var report = Assert.Single(Lines());
        Assert.Equal("report", report.GetProperty("kind").GetString());
        Assert.True(report.GetProperty("status").GetProperty("stoppedByFailures").GetBoolean());
        Assert.Equal("thin", report.GetProperty("status").GetProperty("stopped").GetString());
        Assert.Equal("dataRefused", report.GetProperty("status").GetProperty("iterations")[0].GetProperty("outcome").GetString());
    }

    private Task ShowAsync(params RunFrame[] frames) => new JsonRunView(_output).ShowAsync(Runs.Of(frames));

    private List<JsonElement> Lines() =>
        [.. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(
            line => JsonSerializer.Deserialize<JsonElement>(line))];
}
