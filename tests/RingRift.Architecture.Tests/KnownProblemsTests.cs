using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests;

/// <summary><c>docs/known-problems.md</c> against the repository: each problem has its row, and what a row names is there.</summary>
public sealed partial class KnownProblemsTests
{
    private const int Problems = 40;

    private static readonly string Table = Repository.Read("docs", "known-problems.md");

    private static readonly ILookup<string, (string How, string Proof)> Rows = Row().Matches(Table)
        .ToLookup(row => row.Groups["name"].Value, row => (row.Groups["how"].Value, row.Groups["proof"].Value), StringComparer.Ordinal);

    private static readonly HashSet<string> Types = SourceTree.Sources(SourceTree.Product)
        .SelectMany(file => TypeDeclaration().Matches(File.ReadAllText(file)).Select(type => type.Groups["name"].Value))
        .ToHashSet(StringComparer.Ordinal);

    public static TheoryData<string> All => [.. Enumerable.Range(1, Problems).Select(number => $"K{number}")];

    [Fact]
    public void Should_have_one_row_for_every_problem_in_order() =>
        Assert.Equal(Enumerable.Range(1, Problems).Select(number => $"K{number}"), Row().Matches(Table).Select(row => row.Groups["name"].Value));

    [Theory]
    [MemberData(nameof(All))]
    public void Should_name_tests_that_exist_for_every_problem(string problem)
    {
        var (_, proof) = Assert.Single(Rows[problem]);
        var named = TestName().Matches(proof).Select(test => test.Groups["name"].Value).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(TestSources.Names));
        Assert.Empty(Code().Replace(TestName().Replace(proof, string.Empty), "x").Split('x').Skip(1));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Should_name_types_that_exist_for_every_problem(string problem)
    {
        var (how, _) = Assert.Single(Rows[problem]);
        Assert.Empty(Code().Matches(how).Select(code => code.Groups["text"].Value).Where(text => TypeName().IsMatch(text)).Except(Types));
    }

    [Fact]
    public void Should_refer_to_decisions_that_exist() =>
        Assert.All(
            DecisionReference().Matches(Table).Select(reference => reference.Groups["number"].Value).Distinct(),
            number => Assert.NotEmpty(Directory.EnumerateFiles(Repository.PathOf("docs", "adr"), $"{number}-*.md")));

    [Fact]
    public void When_a_test_was_renamed_skipped_or_taken_away_should_miss_it()
    {
        const string Text = """
            public sealed class OneTests
            {
                [Fact]
                public void Should_be_found() => Assert.True(true);

                [Theory]
                [InlineData(1)]
                public async Task Should_be_found_too(int number)
                {
                }

                [Fact(Skip = "later")]
                public void Should_be_missed() => Assert.True(true);

                public void Should_be_no_test() => Assert.True(true);
            }
            """;
        Assert.Equal(
            ["Some.Tests.OneTests.Should_be_found", "Some.Tests.OneTests.Should_be_found_too"],
            TestSources.Read("Some.Tests", Text).Where(test => !test.IsSkipped).Select(test => test.FullName));
    }

    [GeneratedRegex(@"^\| (?<name>K[0-9]+) \| (?<problem>[^|]+) \| (?<how>[^|]+) \| (?<proof>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>[A-Za-z]+\.(Tests|Compliance)\.\w+\.\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Z][a-z]+([A-Z][A-Za-z]*)+$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\b(class|record|record struct|struct|interface|enum) (?<name>[A-Z]\w+)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"adr/(?<number>[0-9]{4})-|ADR (?<number>[0-9]{4})")]
    private static partial Regex DecisionReference();
}
