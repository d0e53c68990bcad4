using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests;

public sealed partial class SourceTests
{
    private const int MostLines = 400;

    [Fact]
    public void Function_classes_should_be_the_same_in_both_builds() =>
        Assert.DoesNotContain(Repository.Sources("functions"), file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)));

    [Fact]
    public void No_file_should_grow_beyond_one_concept() =>
        Assert.DoesNotContain(
            Repository.Sources([.. Repository.Product, "tests"]).Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal)),
            file => File.ReadLines(file).Count() > MostLines);

    /// <summary>The one that may has its failures logged by the invoker.</summary>
    [Fact]
    public void No_failure_should_be_swallowed() => Assert.Equal(
        ["TimerListener.cs"],
        Repository.Sources(Repository.Product).Where(file => SilentCatch().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));

    [Theory]
    [InlineData("catch (Exception)\n{\n}")]
    [InlineData("catch\n{\n    // never mind\n}")]
    [InlineData("catch (Exception fault) when (fault is not OperationCanceledException)\n{ }")]
    public void A_swallowed_failure_should_be_found(string text) => Assert.Matches(SilentCatch(), text);

    [Fact]
    public void Warnings_should_fail_the_build() =>
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props")), StringComparison.Ordinal);

    [Theory]
    [InlineData("RingRift.Functions.sln")]
    [InlineData("functions")]
    [InlineData("infra")]
    [InlineData("gpu-worker")]
    [InlineData("tests")]
    [InlineData("local.settings.json")]
    [InlineData("host.json")]
    [InlineData("README.md")]
    public void The_top_level_should_stay_as_agreed(string name) => Assert.True(Path.Exists(Path.Combine(Repository.Root, name)), name);

    /// <summary>A clause for any exception whose block says and does nothing.</summary>
    [GeneratedRegex(@"catch\s*(\(Exception\b[^)]*\)\s*(when\s*\([^{]*\))?)?\s*\{(\s|//[^\n]*\n)*\}")]
    private static partial Regex SilentCatch();
}
