using RingRift.Azure.Topology;

namespace RingRift.Infra.Tests.Deployment;

[Collection(DeploymentCollection.Name)]
[Trait("Category", "Slow")]
public sealed class StorageTests(DeploymentFixture deployment)
{
    private const string Account = "Microsoft.Storage/storageAccounts";

    [Fact]
    public void Should_make_the_tables_of_the_code() => Assert.Equal(
        PipelineTables.All.Order(StringComparer.Ordinal),
        deployment.Dev.Of($"{Account}/tableServices/tables").Select(table => table.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Should_make_the_queues_of_the_code() => Assert.Equal(
        PipelineQueues.All.Order(StringComparer.Ordinal),
        deployment.Dev.Of($"{Account}/queueServices/queues").Select(queue => queue.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Should_make_the_containers_of_the_code_and_that_of_the_functions_code() => Assert.Equal(
        PipelineContainers.All.Append("function-releases").Order(StringComparer.Ordinal),
        deployment.Dev.Of($"{Account}/blobServices/containers").Select(container => container.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Should_put_the_functions_code_where_the_app_looks_for_it() => Assert.Contains(
        "'function-releases'",
        deployment.Dev.Of("Microsoft.Web/sites").Single().Text("properties.functionAppConfig.deployment.storage.value"),
        StringComparison.Ordinal);

    [Fact]
    public void Should_make_no_container_public() => Assert.All(
        deployment.Dev.Of($"{Account}/blobServices/containers"), container => Assert.Equal("None", container.Text("properties.publicAccess")));
}
