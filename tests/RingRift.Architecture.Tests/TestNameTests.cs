using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests;

/// <summary>How tests are named and sorted, wherever they are added.</summary>
public sealed partial class TestNameTests
{
    [Fact]
    public void Should_name_every_test_by_condition_and_outcome()
    {
        Assert.True(TestSources.All.Count > 1500, $"only {TestSources.All.Count} tests were found");
        Assert.Empty(TestSources.All.Where(test => !Scheme().IsMatch(test.Name)).Select(test => test.FullName));
    }

    [Theory]
    [InlineData("When_a_port_is_taken_should_name_who_has_it", true)]
    [InlineData("Should_draw_every_cell", true)]
    [InlineData("A_taken_port_should_name_who_has_it", false)]
    [InlineData("When_a_port_is_taken", false)]
    [InlineData("ShouldDrawEveryCell", false)]
    public void Should_know_the_scheme(string name, bool isInScheme) => Assert.Equal(isInScheme, Scheme().IsMatch(name));

    /// <summary>A category of another spelling would be left out by no filter.</summary>
    [Fact]
    public void Should_have_one_category_which_the_command_for_the_fast_tests_leaves_out()
    {
        var categories = SourceTree.Sources("tests").SelectMany(file => Category().Matches(File.ReadAllText(file))).Select(match => match.Value).Distinct();
        Assert.Equal("Trait(\"Category\", \"Slow\")", Assert.Single(categories));
        Assert.Contains("--filter Category!=Slow", Repository.Read("README.md"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(When_\w+_should|Should)_\w+$")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"Trait\(""[^)]*\)")]
    private static partial Regex Category();
}
