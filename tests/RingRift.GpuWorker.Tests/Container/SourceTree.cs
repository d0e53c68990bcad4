using System.Reflection;

namespace RingRift.GpuWorker.Tests.Container;

/// <summary>Files of the repository.</summary>
internal static class SourceTree
{
    private static readonly string Root = typeof(SourceTree).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    public static string Path(string relative) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Root, relative));

    public static string Read(string relative) => File.ReadAllText(Path(relative));
}
