namespace RingRift.Architecture.Tests.Documents;

/// <summary>
/// The files that belong to the repository, from its root and with slashes: builds, runs and hidden folders put others beside them.
/// </summary>
internal static class RepositoryFiles
{
    private static readonly string[] Left = ["bin", "obj", "node_modules", "TestResults"];

    public static IReadOnlyList<string> All { get; } =
        [.. Below(Repository.Root)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public static IReadOnlySet<string> Names { get; } = All.Select(file => Path.GetFileName(file)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The C# files with their texts.</summary>
    public static IEnumerable<(string Path, string Text)> Code => All
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(file => (file, Repository.Read(file)));

    /// <summary>Folders too, so that a path in a document may end at one.</summary>
    public static IReadOnlySet<string> Paths { get; } = All.SelectMany(Parents).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(IsOurs).SelectMany(Below));

    private static bool IsOurs(string folder) =>
        Path.GetFileName(folder) is var name && (name == ".ci" || !name.StartsWith('.')) && !Left.Contains(name);

    private static IEnumerable<string> Parents(string? path)
    {
        for (; !string.IsNullOrEmpty(path); path = Path.GetDirectoryName(path))
        {
            yield return path;
        }
    }
}
