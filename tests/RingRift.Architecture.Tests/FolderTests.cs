namespace RingRift.Architecture.Tests;

/// <summary>Inside a project the folders stand one on another: whoever reads one needs only those below it.</summary>
[Trait("Category", "Slow")]
public sealed class FolderTests
{
    public static TheoryData<string> Projects => [.. SourceTree.Projects.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Should_form_no_circle_of_folders(string project)
    {
        var circles = string.Join(Environment.NewLine, FolderArrows.Of(SourceTree.Projects[project]).Circles());
        Assert.True(circles.Length == 0, circles);
    }
}
