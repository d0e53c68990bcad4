using System.Runtime.InteropServices;

namespace RingRift.GpuWorker.Torch;

/// <summary>
/// Lets glibc keep memory that was freed. LibTorch allocates and frees every intermediate tensor; by default glibc maps and unmaps each
/// large one, and the page faults of a step cost more than its arithmetic. Where the C library is another one nothing is set.
/// </summary>
internal static partial class NativeMemory
{
    // Parameters of mallopt, from malloc.h.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MmapThreshold = -3;
    private const int Never = int.MaxValue;
    private const int Mapped = 1 << 30;

    // More than a heap of a thread (64 MiB), which is otherwise unmapped as soon as it is empty.
    private const int Kept = 1 << 27;

    // By the name that only glibc has.
    private const string Glibc = "libc.so.6";
    private static readonly bool IsGlibc = OperatingSystem.IsLinux() && NativeLibrary.TryLoad(Glibc, out _);

    /// <summary>Keeps freed memory from here on, unless the user has set how glibc is to allocate.</summary>
    public static void Keep()
    {
        if (!IsGlibc || IsSetByUser())
        {
            return;
        }

        _ = SetOption(MmapThreshold, Mapped);
        _ = SetOption(TrimThreshold, Never);
        _ = SetOption(TopPad, Kept);
    }

    /// <summary>Gives what is free back to the system. For the end of a job: what it took is not needed until the next.</summary>
    public static void Release()
    {
        if (IsGlibc)
        {
            _ = Trim(0);
        }
    }

    private static bool IsSetByUser() => Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Any(name => name.StartsWith("MALLOC_", StringComparison.Ordinal) || name is "GLIBC_TUNABLES");

    [LibraryImport(Glibc, EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);

    [LibraryImport(Glibc, EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint pad);
}
