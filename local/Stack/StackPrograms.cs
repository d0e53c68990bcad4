using System.Reflection;
using RingRift.Local.Arguments;

namespace RingRift.Local.Stack;

/// <summary>Where the build put the programs that run as processes of their own.</summary>
internal static class StackPrograms
{
    public static string Functions => Built("functions", "RingRift.Functions.dll");

    public static string Worker => Built("gpu-worker", "RingRift.GpuWorker.dll");

    // Every project lies somewhere below the repository's root and has its output in bin/CONFIGURATION/FRAMEWORK of its own folder.
    private static string Built(string project, string file)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = typeof(StackPrograms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "Configuration").Value!;
        var places = Ancestors(output).Select(
            folder => Path.Combine(folder.FullName, project, "bin", configuration, output.Name, file)).ToList();
        return places.Find(File.Exists)
            ?? throw new CommandException(
                $"{file} is not built for {configuration}; build the solution first (looked for {places[^1]} and below)");
    }

    private static IEnumerable<DirectoryInfo> Ancestors(DirectoryInfo folder)
    {
        for (var ancestor = folder.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            yield return ancestor;
        }
    }
}
