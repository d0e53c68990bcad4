using System.Text.RegularExpressions;

namespace RingRift.Architecture.Tests.Documents;

/// <summary><c>docs/how-to</c> against the repository: what a step names outside of its example is there.</summary>
public sealed partial class WalkthroughTests
{
    /// <summary>Names that the walkthroughs make up.</summary>
    private static readonly string[] Examples = ["TrainingSlowDetected", "Augment"];

    private static readonly HashSet<string> Types = RepositoryFiles.Code
        .SelectMany(file => Declaration().Matches(file.Text).Select(declared => declared.Groups["name"].Value))
        .ToHashSet(StringComparer.Ordinal);

    private static readonly IReadOnlyList<string> Paths =
        [.. Document.All.Select(document => document.Path).Where(path => path.StartsWith("docs/how-to/", StringComparison.Ordinal))];

    public static TheoryData<string> All => [.. Paths];

    [Theory]
    [MemberData(nameof(All))]
    public void Should_name_types_and_files_that_are_there_in_every_step(string path)
    {
        var document = Document.At(path);
        Assert.Empty(document.Codes.Where(text => TypeName().IsMatch(text)).Except(Types).Except(Examples));
        Assert.Empty(document.Codes.Where(text => FileName().IsMatch(text)).Except(RepositoryFiles.Paths).Except(RepositoryFiles.Names));
    }

    [Fact]
    public void Should_have_a_walkthrough_for_every_kind_of_addition() =>
        Assert.Equal(["docs/how-to/add-a-daemon.md", "docs/how-to/add-a-stage.md", "docs/how-to/add-an-event.md"], Paths);

    [GeneratedRegex("^[A-Z][a-z]+([A-Z][A-Za-z]*)+$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^[\w.-]+(/[\w.-]+)+$|^[\w-]+[.](json|txt|cs|md)$")]
    private static partial Regex FileName();

    /// <summary>Types, and the members of an enum or a function's method, which steps name as well.</summary>
    [GeneratedRegex(
        @"\b(class|record|record struct|struct|interface|enum) (?<name>[A-Z]\w+)|\bTask (?<name>[A-Z]\w+)\(|^    (?<name>[A-Z]\w+),$",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
