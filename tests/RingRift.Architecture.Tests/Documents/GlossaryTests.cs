using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests.Documents;

/// <summary><c>docs/glossary.md</c> against the code: every word leads to a type or a folder that is there.</summary>
public sealed partial class GlossaryTests
{
    private static readonly IReadOnlyList<(string Term, string Code)> Rows =
        [.. Row().Matches(Document.At("docs/glossary.md").Text).Skip(2)
            .Select(row => (row.Groups["term"].Value, row.Groups["code"].Value))];

    private static readonly HashSet<string> Known = RepositoryFiles.Code
        .SelectMany(file => TypeDeclaration().Matches(file.Text).Select(type => type.Groups["name"].Value))
        .Concat(RepositoryFiles.Paths.Except(RepositoryFiles.All).Select(folder => Path.GetFileName(folder)))
        .ToHashSet(StringComparer.Ordinal);

    public static TheoryData<string> Terms => [.. Rows.Select(row => row.Term)];

    [Fact]
    public void Should_list_terms_in_alphabetical_order()
    {
        Assert.True(Rows.Count > 80, $"only {Rows.Count} terms were found");
        Assert.Equal(Rows.Select(row => row.Term).Order(StringComparer.OrdinalIgnoreCase), Rows.Select(row => row.Term));
    }

    [Theory]
    [MemberData(nameof(Terms))]
    public void Should_name_code_that_is_there_for_every_term(string term)
    {
        var named = Code().Matches(Rows.Single(row => row.Term == term).Code).Select(code => code.Groups["text"].Value).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Known));
    }

    [GeneratedRegex(@"^\| (?<term>[^|]+) \| [^|]+ \| (?<code>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(class|record|record struct|struct|interface|enum) (?<name>[A-Z]\w+)")]
    private static partial Regex TypeDeclaration();
}
