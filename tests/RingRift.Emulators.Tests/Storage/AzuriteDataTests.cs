using RingRift.Emulators.Storage;

namespace RingRift.Emulators.Tests.Storage;

public sealed class AzuriteDataTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("azurite-damage-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("__azurite_db_table__.json", "", "it is empty")]
    [InlineData("__azurite_db_queue__.json", "", "it is empty")]
    [InlineData("__azurite_db_blob_extent__.json", "{\"filename\":\"x\",\"colle", "not one whole JSON object")]
    [InlineData("__azurite_db_blob__.json", "\0\0\0\0", "not one whole JSON object")]
    public async Task When_a_database_is_damaged_should_name_it_and_change_nothing(string name, string content, string damage)
    {
        var file = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(file, content);

        var error = await Assert.ThrowsAsync<AzuriteException>(
            () => AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = _folder.FullName }));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(damage, error.Message, StringComparison.Ordinal);
        Assert.Equal([file], Directory.EnumerateFileSystemEntries(_folder.FullName));
        Assert.Equal(content, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public void When_the_databases_are_whole_or_there_are_none_should_say_nothing()
    {
        AzuriteData.Require(Path.Combine(_folder.FullName, "none"));
        File.WriteAllText(Path.Combine(_folder.FullName, "__azurite_db_table__.json"), "{\"collections\":[]}");
        File.WriteAllText(Path.Combine(_folder.FullName, "AzuriteConfig"), string.Empty);
        AzuriteData.Require(_folder.FullName);
    }
}
