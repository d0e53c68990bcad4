using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests.Documents;

/// <summary><c>docs/rules.md</c> against code and tests: an id that is cited is explained, and an id that is explained is cited.</summary>
public sealed partial class RulesDocumentTests
{
    private static readonly IReadOnlyList<string> Explained =
        [.. Document.At("docs/rules.md").Headings
            .Select(heading => RuleId().Match(heading.Title)).Where(id => id.Success).Select(id => id.Value)];

    private static readonly ILookup<string, string> Cited = RepositoryFiles.Code
        .Where(file => Path.GetFileName(file.Path) != $"{nameof(RulesDocumentTests)}.cs")
        .SelectMany(file => RuleId().Matches(file.Text).Select(id => (Id: id.Value, File: Path.GetFileName(file.Path))))
        .ToLookup(cited => cited.Id, cited => cited.File, StringComparer.Ordinal);

    [Fact]
    public void Should_give_every_rule_an_id_of_its_own()
    {
        Assert.True(Explained.Count > 40, $"only {Explained.Count} rules were found");
        Assert.Equal(Explained.Distinct(), Explained);
    }

    [Fact]
    public void When_a_rule_is_cited_should_explain_it() => Assert.Empty(Cited.Select(cited => cited.Key).Except(Explained));

    [Fact]
    public void When_a_rule_is_explained_should_have_an_example_that_is_replayed() =>
        Assert.DoesNotContain(Explained, id => !Cited[id].Contains("RuleBookTests.cs"));

    [Fact]
    public void When_a_document_names_a_rule_should_explain_it() =>
        Assert.Empty(Document.All.SelectMany(document => RuleId().Matches(document.Text)).Select(id => id.Value).Except(Explained));

    [GeneratedRegex("(?<![A-Za-z0-9-])R[0-9]{3}(?![A-Za-z0-9])")]
    private static partial Regex RuleId();
}
