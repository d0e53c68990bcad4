using RingRift.Azure.Topology;

namespace RingRift.Infra.Tests.Deployment;

[Collection(DeploymentCollection.Name)]
public sealed class StorageTests(DeploymentFixture deployment)
{
    private const string Account = "Microsoft.Storage/storageAccounts";

    [Fact]
    public void Tables_should_be_those_of_the_code() => Assert.Equal(
        PipelineTables.All.Order(StringComparer.Ordinal),
        deployment.Dev.Of($"{Account}/tableServices/tables").Select(table => table.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Queues_should_be_those_of_the_code() => Assert.Equal(
        PipelineQueues.All.Order(StringComparer.Ordinal),
        deployment.Dev.Of($"{Account}/queueServices/queues").Select(queue => queue.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Containers_should_be_those_of_the_code_and_that_of_the_functions_code() => Assert.Equal(
        PipelineContainers.All.Append("function-releases").Order(StringComparer.Ordinal),
        deployment.Dev.Of($"{Account}/blobServices/containers").Select(container => container.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_functions_code_should_be_where_the_app_looks_for_it() => Assert.Contains(
        "'function-releases'",
        deployment.Dev.Of("Microsoft.Web/sites").Single().Text("properties.functionAppConfig.deployment.storage.value"),
        StringComparison.Ordinal);

    [Fact]
    public void No_container_should_be_public() => Assert.All(
        deployment.Dev.Of($"{Account}/blobServices/containers"), container => Assert.Equal("None", container.Text("properties.publicAccess")));
}
