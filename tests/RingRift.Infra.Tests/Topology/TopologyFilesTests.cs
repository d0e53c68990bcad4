using RingRift.Infra.Topology;

namespace RingRift.Infra.Tests.Topology;

public sealed class TopologyFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("topology-");

    [Fact]
    public void When_generated_again_should_be_what_is_committed() => Assert.Empty(TopologyFiles.Stale(Repository.Root));

    [Fact]
    public void When_a_file_was_edited_or_removed_should_name_it_and_put_it_right()
    {
        Assert.Equal([TopologyFiles.Subscriptions, TopologyFiles.Storage], TopologyFiles.Renew(_folder.FullName));
        Assert.Empty(TopologyFiles.Stale(_folder.FullName));

        File.AppendAllText(Path.Combine(_folder.FullName, TopologyFiles.Storage), " ");
        Assert.Equal([TopologyFiles.Storage], TopologyFiles.Stale(_folder.FullName));
        File.Delete(Path.Combine(_folder.FullName, TopologyFiles.Subscriptions));

        Assert.Equal([TopologyFiles.Subscriptions, TopologyFiles.Storage], TopologyFiles.Renew(_folder.FullName));
        Assert.Empty(TopologyFiles.Stale(_folder.FullName));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
