using System.Collections;
using System.Diagnostics;
using System.Runtime.InteropServices;
using RingRift.GpuWorker.CommandLine;

namespace RingRift.GpuWorker.Rungs;

/// <summary>
/// Starts this program again, with the same arguments and some more of the environment. Where there is <c>execve</c> the process stays the
/// same one: its id, its pipes and its parent, so that whoever watches it notices nothing. Elsewhere a child takes its place and this
/// process waits for it.
/// </summary>
internal static partial class SelfRestart
{
    /// <summary>Starts again. Comes back only where a child ran, or nothing could be started.</summary>
    /// <param name="variables">Environment variables to add.</param>
    /// <returns>The exit code of the child; <see cref="WorkerExit.StartAgain"/> where there is none.</returns>
    public static int Run(IReadOnlyDictionary<string, string> variables)
    {
        Console.Out.Flush();
        var program = Environment.ProcessPath!;
        var command = Environment.GetCommandLineArgs();

        // The program itself, or the runtime's host with the assembly to run.
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        string[] arguments = isHost ? command : command[1..];
        if (OperatingSystem.IsWindows())
        {
            return RunChild(program, arguments, variables);
        }

        _ = Execute(
            program, [program, .. arguments, null], [.. Merged(variables).Select(variable => $"{variable.Key}={variable.Value}"), null]);
        Console.Error.WriteLine($"The worker could not start itself again: {Marshal.GetLastPInvokeErrorMessage()}");
        return WorkerExit.StartAgain;
    }

    /// <summary>The environment of this process with variables added.</summary>
    internal static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> variables)
    {
        var all = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? string.Empty);
        foreach (var (name, value) in variables)
        {
            all[name] = value;
        }

        return all;
    }

    private static int RunChild(string program, string[] arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var child = Process.Start(start)!;
        child.WaitForExit();
        return child.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(string path, string?[] arguments, string?[] environment);
}
