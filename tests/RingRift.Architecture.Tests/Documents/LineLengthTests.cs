namespace RingRift.Architecture.Tests.Documents;

public sealed class LineLengthTests
{
    private const int Most = 140;

    public static TheoryData<string> Documents => [.. Document.All.Select(document => document.Path)];

    /// <summary>Tables and code cannot be broken, nor can a line of one word.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Should_fit_lines_of_prose_on_a_screen(string path) => Assert.Empty(
        Document.At(path).Lines
            .Where(line => !line.IsCode && line.Text.Length > Most)
            .Where(line => !line.Text.StartsWith('|') && line.Text.Trim().Contains(' ', StringComparison.Ordinal))
            .Select(line => $"{path}:{line.Number} has {line.Text.Length} characters"));
}
