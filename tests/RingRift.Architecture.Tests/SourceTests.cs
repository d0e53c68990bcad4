using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests;

public sealed partial class SourceTests
{
    private const int MostLines = 400;

    [Fact]
    public void Should_have_the_same_function_classes_in_both_builds() =>
        Assert.DoesNotContain(SourceTree.Sources("functions"), file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)));

    [Fact]
    public void Should_let_no_file_grow_beyond_one_concept() =>
        Assert.DoesNotContain(
            SourceTree.Sources([.. SourceTree.Product, "tests"]).Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal)),
            file => File.ReadLines(file).Count() > MostLines);

    /// <summary>The one that may has its failures logged by the invoker.</summary>
    [Fact]
    public void Should_swallow_no_failure() => Assert.Equal(
        ["TimerListener.cs"],
        SourceTree.Sources(SourceTree.Product).Where(file => SilentCatch().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));

    [Theory]
    [InlineData("catch (Exception)\n{\n}")]
    [InlineData("catch\n{\n    // never mind\n}")]
    [InlineData("catch (Exception fault) when (fault is not OperationCanceledException)\n{ }")]
    public void When_a_failure_is_swallowed_should_find_it(string text) => Assert.Matches(SilentCatch(), text);

    [Fact]
    public void When_there_are_warnings_should_fail_the_build() =>
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", Repository.Read("Directory.Build.props"), StringComparison.Ordinal);

    [Theory]
    [InlineData("RingRift.Functions.sln")]
    [InlineData("functions")]
    [InlineData("infra")]
    [InlineData("gpu-worker")]
    [InlineData("tests")]
    [InlineData("local.settings.json")]
    [InlineData("host.json")]
    [InlineData("README.md")]
    public void Should_keep_the_top_level_as_agreed(string name) => Assert.True(Path.Exists(Repository.PathOf(name)), name);

    /// <summary>A clause for any exception whose block says and does nothing.</summary>
    [GeneratedRegex(@"catch\s*(\(Exception\b[^)]*\)\s*(when\s*\([^{]*\))?)?\s*\{(\s|//[^\n]*\n)*\}")]
    private static partial Regex SilentCatch();
}
