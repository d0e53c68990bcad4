using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests.Documents;

/// <summary>Every way from one document to another leads somewhere.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Commented = [".cs", ".bicep", ".sh", ".js", ".yml", ".yaml", ".csproj", ".props", ".targets"];

    public static TheoryData<string> Documents => [.. Document.All.Select(document => document.Path)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Should_lead_to_a_file_and_a_heading_with_every_link(string path)
    {
        var document = Document.At(path);
        Assert.DoesNotContain(document.Links, target => !Leads(document, target));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Should_name_no_document_in_documents_that_is_not_there(string path) =>
        Assert.Empty(Document.At(path).Lines.SelectMany(line => Missing(line.Text)));

    [Fact]
    public void Should_name_no_document_in_comments_that_is_not_there() => Assert.Empty(
        RepositoryFiles.All
            .Where(file => Commented.Contains(Path.GetExtension(file)) || Path.GetFileName(file) == "Dockerfile")
            .SelectMany(file => File.ReadLines(Repository.PathOf(file))
                .Where(IsComment).SelectMany(Missing).Select(missing => $"{file}: {missing}")));

    [Theory]
    [InlineData("/// See NOWHERE.md, section 4.", "NOWHERE.md")]
    [InlineData("// docs/nowhere.md", "docs/nowhere.md")]
    [InlineData("// ADR 9999 says why", "ADR 9999")]
    [InlineData("# docs/rules.md and *.md and ADR 0001", null)]
    public void When_a_document_is_not_there_should_find_it(string text, string? missing) => Assert.Equal(missing, Missing(text).SingleOrDefault());

    private static bool Leads(Document from, string target)
    {
        var (path, anchor) = target.Split('#') is [var file, var name] ? (file, name) : (target, null);
        var reached = path.Length == 0 ? from.Path : from.Resolve(path.TrimEnd('/'));
        return RepositoryFiles.Paths.Contains(reached)
            && (anchor is null || Document.At(reached).Headings.Any(heading => heading.Anchor == anchor));
    }

    /// <summary>Names of documents may be given from the root, from anywhere below it, or alone; decisions by their number.</summary>
    private static IEnumerable<string> Missing(string text) => DocumentName().Matches(text)
        .Select(match => match.Value.TrimStart('.', '/'))
        .Where(name => !RepositoryFiles.All.Any(file => file == name || file.EndsWith($"/{name}", StringComparison.Ordinal)))
        .Concat(Decision().Matches(text).Where(match => !IsDecision(match.Groups["number"].Value)).Select(match => match.Value));

    private static bool IsDecision(string number) =>
        RepositoryFiles.Names.Any(name => name.StartsWith($"{number}-", StringComparison.Ordinal));

    private static bool IsComment(string line) => line.TrimStart() is var text && (text.StartsWith("//", StringComparison.Ordinal)
        || text.StartsWith('#') || text.StartsWith("<!--", StringComparison.Ordinal) || text.Contains(" // ", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<![\w*{}./-])[\w./-]*\w\.md\b")]
    private static partial Regex DocumentName();

    [GeneratedRegex(@"\bADR (?<number>[0-9]{4})\b")]
    private static partial Regex Decision();
}
