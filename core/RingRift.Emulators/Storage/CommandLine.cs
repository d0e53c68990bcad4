using System.ComponentModel;
using System.Diagnostics;

namespace RingRift.Emulators.Storage;

/// <summary>Runs a program to its end and keeps what it said.</summary>
internal static class CommandLine
{
    /// <summary>Exit code and everything written to both outputs.</summary>
    public readonly record struct Result(int ExitCode, string Output);

    /// <summary>Runs the program; null when no such program is on the path. A cancelled run is killed.</summary>
    public static async Task<Result?> RunAsync(
        string program, IEnumerable<string> arguments, string? folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? string.Empty,
        };
        using var process = TryStart(start);
        if (process is null)
        {
            return null;
        }
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new Result(process.ExitCode, (await output + await error).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process? TryStart(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
