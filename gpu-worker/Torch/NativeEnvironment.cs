using System.Runtime.InteropServices;

namespace RingRift.GpuWorker.Torch;

/// <summary>
/// Sets environment variables where native libraries see them: .NET keeps its own copy on Unix, so that
/// <see cref="Environment.SetEnvironmentVariable(string, string?)"/> never reaches OpenMP.
/// </summary>
internal static partial class NativeEnvironment
{
    /// <summary>Sets a variable unless the user has set it.</summary>
    public static void SetDefault(string name, string value)
    {
        if (Environment.GetEnvironmentVariable(name) is null)
        {
            Set(name, value);
        }
    }

    /// <summary>Sets a variable, whatever it was.</summary>
    public static void Set(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        if (!OperatingSystem.IsWindows())
        {
            _ = SetEnv(name, value, overwrite: 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnv(string name, string value, int overwrite);
}
