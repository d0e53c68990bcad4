using RingRift.Catalogue.Writing;

namespace RingRift.Catalogue.Tests;

public sealed class ProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("catalogue-");

    [Fact]
    public void When_checking_what_is_committed_should_end_well() => Assert.Equal(0, Run("--check", "--root", Repository.Root));

    [Fact]
    public void When_checking_a_stale_tree_should_end_with_1_until_it_is_renewed()
    {
        var source = Path.Combine(_folder.FullName, CatalogueOutput.Source);
        Directory.CreateDirectory(Path.GetDirectoryName(source)!);
        File.WriteAllText(source, Committed.Text);

        Assert.Equal(1, Run("--check", "--root", _folder.FullName));
        Assert.Equal(0, Run("--root", _folder.FullName));
        Assert.Equal(0, Run("--check", "--root", _folder.FullName));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{ \"events\": 7 }")]
    public void When_the_catalogue_is_none_should_name_it_and_end_with_1(string text)
    {
        var source = Path.Combine(_folder.FullName, CatalogueOutput.Source);
        Directory.CreateDirectory(Path.GetDirectoryName(source)!);
        File.WriteAllText(source, text);
        Assert.StartsWith($"{source}: ", Assert.Throws<InvalidDataException>(() => new GeneratedTree(_folder.FullName)).Message, StringComparison.Ordinal);
        Assert.Equal(1, Run("--root", _folder.FullName));
        Assert.Equal(1, Run("--root", source));
    }

    [Fact]
    public void When_the_catalogue_is_a_folder_should_end_with_1()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, CatalogueOutput.Source));
        Assert.Equal(1, Run("--root", _folder.FullName));
    }

    [Fact]
    public void When_there_is_no_catalogue_should_end_with_1()
    {
        Assert.Equal(1, Run("--root", _folder.FullName));
        Assert.Equal(1, Run("schema", "--root", _folder.FullName));
    }

    [Theory]
    [InlineData("asyncapi", "\"asyncapi\": \"3.0.0\"")]
    [InlineData("schema", "\"$id\": \"urn:ringrift:events\"")]
    public void When_asked_for_a_document_should_write_it_where_told(string document, string part)
    {
        var file = Path.Combine(_folder.FullName, "events.json");
        Assert.Equal(0, Run(document, "--root", Repository.Root, "--out", file));
        var text = File.ReadAllText(file);
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.All(Committed.Catalogue.Events, entry => Assert.Contains($"\"{entry.Name}\"", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("asyncapi")]
    [InlineData("schema")]
    public void When_a_document_cannot_be_written_should_end_with_1(string document) =>
        Assert.Equal(1, Run(document, "--root", Repository.Root, "--out", _folder.FullName));

    [Fact]
    public void When_asked_for_help_should_end_well() => Assert.Equal(0, Run("asyncapi", "--help"));

    public void Dispose() => _folder.Delete(recursive: true);

    private static int Run(params string[] args) => (int)typeof(GeneratedTree).Assembly.EntryPoint!.Invoke(null, [args])!;
}
