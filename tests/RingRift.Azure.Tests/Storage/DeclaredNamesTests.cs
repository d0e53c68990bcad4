using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.Storage;

namespace RingRift.Azure.Tests.Storage;

[Collection(AzuriteCollection.Name)]
public sealed class DeclaredNamesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task When_no_deployment_would_make_a_table_should_refuse_it()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => azurite.Services.GetRequiredService<StorageTables>().GetAsync("forgotten", CancellationToken.None));
        Assert.Contains("'forgotten' must be a table of PipelineTables", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_no_deployment_would_make_a_container_should_refuse_it()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => azurite.Services.GetRequiredService<BlobContainers>().GetAsync("forgotten", CancellationToken.None));
        Assert.Contains("'forgotten' must be a container of PipelineContainers", error.Message, StringComparison.Ordinal);
    }
}
