using System.ComponentModel;
using System.Diagnostics;

namespace RingRift.Emulators.Storage;

/// <summary>Runs a program to its end and keeps its output.</summary>
public static class CommandLine
{
    /// <summary>How a program ended.</summary>
    /// <param name="ExitCode">Its exit code.</param>
    /// <param name="Output">The text of its standard output.</param>
    /// <param name="Error">The text of its standard error.</param>
    public readonly record struct Result(int ExitCode, string Output, string Error)
    {
        /// <summary>Everything it said.</summary>
        public string Said => $"{Output}{Error}".Trim();
    }

    /// <summary>Runs the program; null when no such program is on the path. A cancelled run is killed.</summary>
    /// <param name="program">The program, looked for on the path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder; null for this process's own.</param>
    /// <param name="cancellationToken">Kills it.</param>
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
            return new Result(process.ExitCode, await output, await error);
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
