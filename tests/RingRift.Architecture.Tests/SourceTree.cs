using System.Xml.Linq;

namespace RingRift.Architecture.Tests;

/// <summary>The source tree as the tests see it.</summary>
internal static class SourceTree
{
    /// <summary>Folders of what is no test.</summary>
    public static IReadOnlyList<string> Product { get; } = ["core", "emulators", "eng", "functions", "gpu-worker", "local", "web"];

    /// <summary>Projects that are no tests, by name.</summary>
    public static IReadOnlyDictionary<string, ProjectFile> Projects { get; } = Product
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories))
        .Where(IsSource)
        .Select(ProjectFile.Read)
        .ToDictionary(project => project.Name);

    public static IEnumerable<string> Sources(params IEnumerable<string> folders) =>
        folders.SelectMany(folder => SourcesIn(Repository.PathOf(folder)));

    public static IEnumerable<string> SourcesIn(string path) =>
        Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories).Where(IsSource);

    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin");

    internal sealed record ProjectFile(string Name, string Folder, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
    {
        public static ProjectFile Read(string path)
        {
            var xml = XDocument.Load(path);
            return new ProjectFile(
                Path.GetFileNameWithoutExtension(path),
                Path.GetDirectoryName(path)!,
                [.. Includes(xml, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
                [.. Includes(xml, "PackageReference")]);
        }

        private static IEnumerable<string> Includes(XDocument xml, string element) =>
            xml.Descendants(element).Select(node => (string?)node.Attribute("Include")).OfType<string>();
    }
}
