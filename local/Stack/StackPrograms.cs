using System.Reflection;

namespace RingRift.Local.Stack;

/// <summary>Where the build put the programs that run as processes of their own.</summary>
internal static class StackPrograms
{
    public static string Functions => Built("functions", "RingRift.Functions.dll");

    public static string Worker => Built("gpu-worker", "RingRift.GpuWorker.dll");

    // local/bin/CONFIGURATION/FRAMEWORK is where this program lies; the others lie beside it in the same shape.
    private static string Built(string project, string file)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = typeof(StackPrograms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Configuration").Value!;
        return Path.GetFullPath(Path.Combine(output.FullName, "..", "..", "..", "..", project, "bin", configuration, output.Name, file));
    }
}
