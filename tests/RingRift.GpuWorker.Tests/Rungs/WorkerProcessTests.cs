using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Tests.Drain;

namespace RingRift.GpuWorker.Tests.Rungs;

/// <summary>The worker as a process of its own, that starts itself again.</summary>
[Trait("Category", "Slow")]
public sealed class WorkerProcessTests(StorageBench bench) : IClassFixture<StorageBench>
{
    [Fact]
    public async Task When_the_first_rung_fails_should_start_itself_again_on_the_next_and_work_there_as_the_same_process()
    {
        using var worker = Start(new(bench.Storage) { ["SelfTest:FailRungs"] = "default" }, "--parent-pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        var lines = new List<string>();
        while (await worker.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.Contains("waits for jobs", StringComparison.Ordinal))
            {
                break;
            }
        }

        using var kill = Process.Start("kill", ["-TERM", worker.Id.ToString(CultureInfo.InvariantCulture)]);
        var rest = await worker.StandardOutput.ReadToEndAsync();
        await worker.WaitForExitAsync();

        var log = string.Join('\n', lines) + rest;
        Assert.True(worker.ExitCode == WorkerExit.Stopped, log);
        Assert.Contains("the worker starts itself again on rung SSE41", log, StringComparison.Ordinal);
        Assert.Contains("LibTorch on rung SSE41 (", log, StringComparison.Ordinal);
        Assert.Contains("the process was told to stop", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_all_rungs_fail_should_exit_with_3()
    {
        using var worker = Start(new(bench.Storage) { ["SelfTest:FailRungs"] = "default,SSE41,no-oneDNN" });
        var log = await worker.StandardOutput.ReadToEndAsync();
        await worker.WaitForExitAsync();

        Assert.Equal(WorkerExit.SelfTest, worker.ExitCode);
        Assert.Contains("its self-test failed below the last rung: LibTorch on rung default:", log, StringComparison.Ordinal);
        Assert.DoesNotContain("waits for jobs", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_test_itself_without_storage_and_print_one_json_object()
    {
        using var worker = Start(new() { ["SelfTest:FailRungs"] = "default,SSE41,cpu-all" }, "--self-test");
        var output = await worker.StandardOutput.ReadToEndAsync();
        await worker.WaitForExitAsync();

        Assert.True(worker.ExitCode == WorkerExit.Stopped, output);
        using var json = JsonDocument.Parse(output);
        var report = json.RootElement;
        Assert.Equal(("no-oneDNN", "cpu-basic", true), (report.GetProperty("torchRung").GetString(), report.GetProperty("onnxRung").GetString(), report.GetProperty("passed").GetBoolean()));
        Assert.Equal(["default:False", "SSE41:False", "no-oneDNN:True"], report.GetProperty("torchRungs").EnumerateArray().Select(rung => $"{rung.GetProperty("name")}:{rung.GetProperty("passed")}"));
        Assert.Equal(["cpu-all:1", "cpu-basic:0"], report.GetProperty("onnxRungs").EnumerateArray().Select(rung => $"{rung.GetProperty("name")}:{rung.GetProperty("failures").GetArrayLength()}"));
        Assert.True(report.GetProperty("trainerRowsPerSecond").GetDouble() > 0 && report.GetProperty("seconds").GetDouble() > 0);
        Assert.True(report.GetProperty("processor").GetString()!.Length > 0);
    }

    [Fact]
    public async Task When_the_self_test_alone_fails_below_the_last_rung_should_print_that_and_exit_with_3()
    {
        using var worker = Start(new() { ["SelfTest:FailRungs"] = "cpu-all,cpu-basic,cpu-none" }, "--self-test");
        var output = await worker.StandardOutput.ReadToEndAsync();
        await worker.WaitForExitAsync();

        Assert.Equal(WorkerExit.SelfTest, worker.ExitCode);
        using var json = JsonDocument.Parse(output);
        Assert.Equal((JsonValueKind.Null, false), (json.RootElement.GetProperty("onnxRung").ValueKind, json.RootElement.GetProperty("passed").GetBoolean()));
    }

    [Fact]
    public async Task When_a_rung_to_fail_is_unknown_should_name_it_and_exit_with_2()
    {
        using var worker = Start(new() { ["SelfTest:FailRungs"] = "fastest" }, "--self-test");
        var output = worker.StandardOutput.ReadToEndAsync();
        var error = await worker.StandardError.ReadToEndAsync();
        await worker.WaitForExitAsync();

        Assert.Equal(WorkerExit.Settings, worker.ExitCode);
        Assert.Contains("FailRungs names 'fastest'", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Empty(await output);
    }

    private static Process Start(Dictionary<string, string?> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WorkerHost).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        settings = new(settings)
        {
            ["Health:Address"] = "http://127.0.0.1:0",
            ["Metadata:Mode"] = "Off",
            ["SelfTest:Positions"] = "2",
            ["Training:Blocks"] = "1",
            ["Training:Channels"] = "16",
            ["Training:BatchSize"] = "8",
            ["Training:UseCuda"] = "false",
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start)!;
        if (!arguments.Contains("--self-test"))
        {
            // Nobody reads it, and a full pipe would stop the worker.
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
        }

        return process;
    }
}
