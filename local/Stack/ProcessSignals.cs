using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RingRift.Local.Stack;

/// <summary>Asks a process to stop.</summary>
internal static partial class ProcessSignals
{
    private const int SigTerm = 15;

    /// <summary>SIGTERM where there are signals; elsewhere the process is killed, which every part of the pipeline survives.</summary>
    public static void AskToStop(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
        }
        else
        {
            _ = Kill(process.Id, SigTerm);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);
}
