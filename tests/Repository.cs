using System.Reflection;

namespace RingRift.Tests;

/// <summary>The repository that the tests were built from; a part of each test project.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <param name="parts">Path from the root of the repository.</param>
    public static string PathOf(params string[] parts) => Path.GetFullPath(Path.Combine([Root, .. parts]));

    /// <param name="parts">Path of a text file from the root of the repository.</param>
    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));
}
