using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RingRift.Architecture.Tests;

/// <summary>
/// Which folder of a project uses which other one, as the compiler sees it: a name that stands for a type of another folder, or for a member
/// of one, is an arrow, in code and in the references of documentation comments. Names of other projects and packages are no arrows, so they
/// need not be resolved. A generated file counts for the folder that its namespace names.
/// </summary>
internal sealed class FolderArrows
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    /// <summary>What all projects refer to, read once.</summary>
    private static readonly CSharpCompilation Platform = CSharpCompilation.Create(
        "folders",
        [
            CSharpSyntaxTree.ParseText(
                "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
                + "global using System.Threading; global using System.Threading.Tasks;",
                Options),
        ],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)));

    private readonly Dictionary<(string From, string To), SortedSet<string>> _arrows = [];

    private readonly SourceTree.ProjectFile _project;

    private FolderArrows(SourceTree.ProjectFile project) => _project = project;

    /// <summary>The arrows of a project.</summary>
    public static FolderArrows Of(SourceTree.ProjectFile project)
    {
        var trees = SourceTree.SourcesIn(project.Folder)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Options, path: file))
            .ToList();
        var compilation = Platform.AddSyntaxTrees(trees);
        var arrows = new FolderArrows(project);
        foreach (var tree in trees)
        {
            arrows.Read(compilation.GetSemanticModel(tree), tree);
        }

        return arrows;
    }

    /// <summary>
    /// The circles: groups of folders each of which reaches every other one of its group. Each as its arrows, with a file that draws each.
    /// </summary>
    public IEnumerable<string> Circles()
    {
        var folders = _arrows.Keys.SelectMany(arrow => new[] { arrow.From, arrow.To }).Distinct().Order(StringComparer.Ordinal).ToList();
        var reach = folders.ToDictionary(folder => folder, Reach);
        return folders
            .GroupBy(folder => string.Join(", ", folders.Where(other => reach[folder].Contains(other) && reach[other].Contains(folder))))
            .Where(group => group.Key.Length > 0)
            .Select(group => string.Join("; ", _arrows
                .Where(arrow => group.Contains(arrow.Key.From) && group.Contains(arrow.Key.To))
                .Select(arrow => $"{arrow.Key.From} → {arrow.Key.To} ({arrow.Value.Min}, and {arrow.Value.Count - 1} more)")));
    }

    private HashSet<string> Reach(string folder)
    {
        var reached = new HashSet<string>();
        var next = new Stack<string>([folder]);
        while (next.TryPop(out var from))
        {
            foreach (var to in _arrows.Keys.Where(arrow => arrow.From == from).Select(arrow => arrow.To).Where(reached.Add))
            {
                next.Push(to);
            }
        }

        return reached;
    }

    private void Read(SemanticModel model, SyntaxTree tree)
    {
        var from = FolderOf(tree);
        foreach (var name in tree.GetRoot().DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>())
        {
            var info = model.GetSymbolInfo(name);
            var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            if (type?.DeclaringSyntaxReferences is not [var first, ..] || name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null)
            {
                continue;
            }

            var to = FolderOf(first.SyntaxTree);
            if (to != from)
            {
                Draw(from, to, $"{Path.GetFileNameWithoutExtension(tree.FilePath)} uses {type.Name}");
            }
        }
    }

    private string FolderOf(SyntaxTree tree)
    {
        if (!tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
        {
            return Path.GetRelativePath(_project.Folder, Path.GetDirectoryName(tree.FilePath)!).Replace('\\', '/');
        }

        var space = tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().First().Name.ToString();
        return space[_project.Name.Length..].TrimStart('.').Replace('.', '/');
    }

    private void Draw(string from, string to, string example)
    {
        if (!_arrows.TryGetValue((from, to), out var examples))
        {
            _arrows[(from, to)] = examples = new SortedSet<string>(StringComparer.Ordinal);
        }

        examples.Add(example);
    }
}
