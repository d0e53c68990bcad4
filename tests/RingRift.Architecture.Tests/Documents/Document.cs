using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests.Documents;

/// <summary>A Markdown file of the repository, as GitHub shows it.</summary>
internal sealed partial class Document
{
    private const string Fence = "```";

    private Document(string path)
    {
        Path = path;
        Lines = [.. Numbered(File.ReadAllLines(Repository.PathOf(path)))];
        Text = string.Join('\n', Lines.Where(line => !line.IsCode).Select(line => line.Text));
    }

    /// <summary>All of the repository, in order of their paths; not those that a build or a run has put beside them.</summary>
    public static IReadOnlyList<Document> All { get; } =
        [.. RepositoryFiles.All.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Select(file => new Document(file))];

    /// <summary>From the root of the repository, with slashes.</summary>
    public string Path { get; }

    public IReadOnlyList<Line> Lines { get; }

    /// <summary>All but code blocks.</summary>
    public string Text { get; }

    /// <summary>The headings, with the names that links use for them.</summary>
    public IEnumerable<(string Title, string Anchor)> Headings
    {
        get
        {
            var met = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var title in Heading().Matches(Text).Select(heading => heading.Groups["title"].Value))
            {
                var anchor = AnchorOf(title);
                var before = met.GetValueOrDefault(anchor);
                met[anchor] = before + 1;
                yield return (title, before == 0 ? anchor : $"{anchor}-{before}");
            }
        }
    }

    /// <summary>Targets of links and pictures that lie in the repository.</summary>
    public IEnumerable<string> Links => Link().Matches(WithoutCode(Text))
        .Select(link => link.Groups["target"].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal));

    /// <summary>Texts in backticks.</summary>
    public IEnumerable<string> Codes => Code().Matches(Text).Select(code => code.Groups["text"].Value);

    public static Document At(string path) => All.Single(document => document.Path == path);

    /// <summary>What a link is meant to reach, from the root of the repository.</summary>
    public string Resolve(string target)
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        var full = Repository.PathOf(folder, target);
        return System.IO.Path.GetRelativePath(Repository.Root, full).Replace('\\', '/');
    }

    public override string ToString() => Path;

    internal static string AnchorOf(string title) =>
        NoAnchor().Replace(title.ToLowerInvariant(), string.Empty).Replace(' ', '-');

    private static string WithoutCode(string text) => Code().Replace(text, string.Empty);

    private static IEnumerable<Line> Numbered(string[] lines)
    {
        var isCode = false;
        for (var index = 0; index < lines.Length; index++)
        {
            var isFence = lines[index].TrimStart().StartsWith(Fence, StringComparison.Ordinal);
            isCode ^= isFence;
            yield return new Line(index + 1, lines[index], isCode || isFence);
        }
    }

    [GeneratedRegex("^#{1,6} (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)|(src|href)=""(?<target>[^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex("`(?<text>[^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"[^\p{L}\p{N}\-_ ]")]
    private static partial Regex NoAnchor();

    internal sealed record Line(int Number, string Text, bool IsCode);
}
