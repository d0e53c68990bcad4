using System.Globalization;
using System.Text.Json;
using RingRift.Emulators.Storage;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Doctor;

/// <summary>
/// Lets the worker try its native libraries, in a process of its own: a library that does not fit may end the process that loads it.
/// </summary>
/// <param name="limit">How long it may take.</param>
internal sealed class SelfTestCheck(TimeSpan limit)
{
    private const string Torch = "libtorch";
    private const string Onnx = "ONNX Runtime";
    private const string Build = "build the solution anew, and look into docs/worker.md";
    private const int LinesShown = 3;

    /// <summary>Runs the worker of this build.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync("dotnet", [StackPrograms.Worker, "--self-test"], cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException notBuilt)
        {
            return [Finding.Fails(Torch, notBuilt.Message, "build the solution")];
        }
    }

    /// <summary>Runs a program that prints its report as a JSON object.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timed.CancelAfter(limit);
        try
        {
            return await CommandLine.RunAsync(program, arguments, null, timed.Token).ConfigureAwait(false) is { } result
                ? Judge(result)
                : [Finding.Fails(Torch, $"no '{program}' is on the PATH, which starts the worker's self-test", "install the .NET runtime")];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [
                Finding.Fails(
                    Torch, $"the worker's self-test did not end within {limit}", "stop what else keeps this machine busy, and try again")
            ];
        }
    }

    /// <summary>Judges what a self-test left behind.</summary>
    public static IReadOnlyList<Finding> Judge(CommandLine.Result result)
    {
        if (Read(result.Output) is not { } report)
        {
            var said = result.Said.Split('\n').TakeLast(LinesShown).Select(line => line.Trim());
            return [
                Finding.Fails(
                    Torch,
                    $"the worker's self-test ended with exit code {result.ExitCode} and without a report; it said: {string.Join(" | ", said)}", Build)
            ];
        }

        return [OfRungs(Torch, report.TorchRung, report.TorchRungs), OfRungs(Onnx, report.OnnxRung, report.OnnxRungs), OfSpeed(report)];
    }

    private static Finding OfRungs(string name, string? rung, IReadOnlyList<Rung> tried)
    {
        var failed = string.Join(
            "; ", tried.Where(one => !one.Passed).Select(one => $"{one.Name}: {string.Join(", ", one.Failures ?? [])}"));
        return (rung, failed.Length) switch
        {
            (null, _) => Finding.Fails(name, failed.Length > 0 ? $"wrong on every rung: {failed}" : "not tried", Build),
            (_, 0) => Finding.Ok(name, $"rung {rung}, the fastest"),
            _ =>
                Finding.Warning(
                    name, $"rung {rung}, since what is faster is wrong here ({failed})",
                    "nothing need be done: it is right on this rung, and slower"),
        };
    }

    private static Finding OfSpeed(Report report) => report.TrainerRowsPerSecond is { } rows
        ? Finding.Ok(
            "trainer",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rows:N0} rows/s on {report.Processor}, measured by the self-test in {report.Seconds:0.0} s"))
        : Finding.Warning("trainer", "its speed was not measured", "mend the native libraries first");

    // What native libraries print may come before it.
    private static Report? Read(string output)
    {
        try
        {
            return output.Split('\n').LastOrDefault(line => line.StartsWith('{')) is { } line
                ? JsonSerializer.Deserialize<Report>(line, Strict)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private sealed record Report(
        string Processor, IReadOnlyList<Rung> TorchRungs, IReadOnlyList<Rung> OnnxRungs, string? TorchRung = null, string? OnnxRung = null,
        double? TrainerRowsPerSecond = null, double Seconds = 0);

    private sealed record Rung(string Name, bool Passed, IReadOnlyList<string>? Failures = null);
}
