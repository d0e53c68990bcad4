using RingRift.Catalogue.Writing;

namespace RingRift.Catalogue.Tests;

public sealed class GeneratedTreeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("catalogue-");

    public GeneratedTreeTests() => Write(CatalogueOutput.Source, Committed.Text);

    [Fact]
    public void When_generated_again_should_be_what_is_committed() => Assert.Empty(new GeneratedTree(Repository.Root).Stale());

    [Fact]
    public void When_renewed_should_have_nothing_stale()
    {
        var tree = new GeneratedTree(_folder.FullName);
        Assert.Contains("docs/events.md", tree.Renew());
        Assert.Empty(tree.Stale());
    }

    [Fact]
    public void When_a_file_was_edited_removed_or_added_should_list_it_and_put_it_right()
    {
        var tree = new GeneratedTree(_folder.FullName);
        tree.Renew();
        Write("docs/events.md", "mine");
        File.Delete(At($"{CatalogueOutput.CodeFolder}/DataEventType.g.cs"));
        Write($"{CatalogueOutput.CodeFolder}/Payloads/Forgotten.g.cs", "// a category that is gone");

        string[] wrong =
        [
            $"{CatalogueOutput.CodeFolder}/DataEventType.g.cs", "docs/events.md", $"{CatalogueOutput.CodeFolder}/Payloads/Forgotten.g.cs",
        ];
        Assert.Equal(wrong, tree.Stale());
        Assert.Equal(wrong, tree.Renew());
        Assert.Empty(tree.Stale());
    }

    [Fact]
    public void When_the_catalogue_breaks_rules_should_name_entries_and_rules_and_write_nothing()
    {
        Write(CatalogueOutput.Source, Committed.Text
            .Replace("\"name\": \"WORK_QUEUED\"", "\"name\": \"WORK_CLAIMED\"", StringComparison.Ordinal)
            .Replace("\"transport\": \"stage\"", "\"transport\": \"pigeon\"", StringComparison.Ordinal));
        var e = Assert.Throws<InvalidDataException>(() => new GeneratedTree(_folder.FullName));
        Assert.Contains("TRAINING_REQUESTED: transport 'pigeon' must be one of process, stage, cluster", e.Message, StringComparison.Ordinal);
        Assert.Contains("WORK_CLAIMED: the name must be there once", e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At(CatalogueOutput.CodeFolder)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string At(string path) => Path.Combine(_folder.FullName, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }
}
