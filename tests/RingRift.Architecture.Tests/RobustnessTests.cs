using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests;

/// <summary><c>docs/robustness.md</c> against the repository: every row names tests, and all of them exist.</summary>
public sealed partial class RobustnessTests
{
    private static readonly IReadOnlyList<(string Kind, string Proof)> Rows =
        [.. Row().Matches(Repository.Read("docs", "robustness.md")).Select(row => (row.Groups["kind"].Value, row.Groups["proof"].Value))];

    [Fact]
    public void Should_name_tests_that_exist_in_every_row()
    {
        Assert.True(Rows.Count > 30, $"only {Rows.Count} rows were found");
        Assert.All(Rows, row =>
        {
            var named = Code().Matches(row.Proof).Select(test => test.Groups["text"].Value).ToList();
            Assert.NotEmpty(named);
            Assert.Empty(named.Except(TestSources.Names));
        });
    }

    [GeneratedRegex(@"^\| (?!kind|---)(?<kind>[^|]+) \| [^|]+ \| (?<proof>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex Code();
}
