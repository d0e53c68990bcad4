using System.Diagnostics;
using System.Globalization;
using RingRift.Eventing.Events;
using RingRift.GpuWorker.CommandLine;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Drain;

/// <summary>The worker as a process of its own.</summary>
[Trait("Category", "Slow")]
public sealed class SignalTests(StorageBench bench) : IClassFixture<StorageBench>
{
    [Fact]
    public async Task When_told_to_terminate_in_a_job_should_give_it_back_and_exit_with_0()
    {
        const string Job = "hex8_2p-000001-selfplay-signal";
        await bench.SendAsync(JobQueues.Selfplay, new SelfplayRequested { Config = "hex8_2p", Iteration = 1, JobId = Job, Shard = 0, Games = 100_000, Seed = 1 });
        using var worker = Start(bench.Storage, "--parent-pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        while (await worker.StandardOutput.ReadLineAsync() is { } line && !line.Contains($"{Job}: claimed", StringComparison.Ordinal))
        {
        }

        using var kill = Process.Start("kill", ["-TERM", worker.Id.ToString(CultureInfo.InvariantCulture)]);
        var rest = await worker.StandardOutput.ReadToEndAsync();
        await worker.WaitForExitAsync();

        Assert.Equal(WorkerExit.Stopped, worker.ExitCode);
        Assert.Contains("the worker stops: the process was told to stop", rest, StringComparison.Ordinal);
        var left = await bench.StateAsync(Job);
        Assert.Equal((JobStatus.Running, 1, 1, 0), (left.Status, left.Attempt, left.GivenBack, left.Failures));
    }

    [Theory]
    [InlineData("Worker__DrainSeconds", "0", "DrainSeconds")]
    [InlineData("Health__Address", "here", "Health:Address 'here'")]
    [InlineData("ScaleSet__ResourceId", "workers", "ScaleSet:ResourceId 'workers'")]
    public async Task When_a_setting_is_wrong_should_name_it_and_exit_with_2(string name, string value, string named)
    {
        using var worker = Start(new(bench.Storage) { [name] = value });
        var error = worker.StandardError.ReadToEndAsync();
        await worker.StandardOutput.ReadToEndAsync();
        await worker.WaitForExitAsync();
        Assert.Equal(WorkerExit.Settings, worker.ExitCode);
        Assert.Contains(named, await error, StringComparison.Ordinal);
    }

    private static Process Start(Dictionary<string, string?> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WorkerHost).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment.TryAdd("Health__Address", "http://127.0.0.1:0");
        start.Environment["Metadata__Mode"] = "Off";
        start.Environment["SelfTest__Remember"] = "false";
        return Process.Start(start)!;
    }
}
