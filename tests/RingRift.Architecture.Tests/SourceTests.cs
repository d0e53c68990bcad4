namespace RingRift.Architecture.Tests;

public sealed class SourceTests
{
    private const int MostLines = 400;

    [Fact]
    public void Function_classes_should_be_the_same_in_both_builds() =>
        Assert.DoesNotContain(Repository.Sources("functions"), file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)));

    [Fact]
    public void No_file_should_grow_beyond_one_concept() =>
        Assert.DoesNotContain(Repository.Sources("core", "eng", "functions", "gpu-worker", "local", "tests").Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal)), file => File.ReadLines(file).Count() > MostLines);

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
}
