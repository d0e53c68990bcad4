using RingRift.Catalogue.Reading;
using RingRift.Catalogue.Writing;

namespace RingRift.Catalogue;

/// <summary>The generated files of a repository: what they should be, which are stale, and how to renew them.</summary>
public sealed class GeneratedTree
{
    private readonly string _root;
    private readonly IReadOnlyList<GeneratedFile> _files;

    /// <summary>Reads the catalogue of a repository and generates in memory.</summary>
    /// <param name="root">Folder of the repository.</param>
    /// <exception cref="InvalidDataException">The catalogue breaks rules; the message has a line for each.</exception>
    public GeneratedTree(string root) => (_root, _files) = (root, CatalogueOutput.Of(CatalogueReader.Load(root)));

    /// <summary>Paths of the files that are missing, differ from what the catalogue says, or should not be there.</summary>
    public IReadOnlyList<string> Stale() =>
    [
        .. _files.Where(file => !File.Exists(At(file.Path)) || File.ReadAllText(At(file.Path)) != file.Text).Select(file => file.Path),
        .. Leftovers(),
    ];

    /// <summary>Writes the files that are stale and removes those that should not be there.</summary>
    /// <returns>Paths of the files changed.</returns>
    public IReadOnlyList<string> Renew()
    {
        var stale = Stale();
        foreach (var left in Leftovers())
        {
            File.Delete(At(left));
        }

        foreach (var file in _files.Where(file => stale.Contains(file.Path)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(file.Path))!);
            File.WriteAllText(At(file.Path), file.Text);
        }

        return stale;
    }

    private string[] Leftovers()
    {
        var folder = At(CatalogueOutput.CodeFolder);
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(PathOf).Except(_files.Select(file => file.Path))]
            : [];
    }

    private string PathOf(string file) => Path.GetRelativePath(_root, file).Replace('\\', '/');

    private string At(string path) => Path.Combine(_root, path);
}
