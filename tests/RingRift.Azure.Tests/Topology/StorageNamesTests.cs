using RingRift.Azure.Topology;

namespace RingRift.Azure.Tests.Topology;

public sealed class StorageNamesTests
{
    [Fact]
    public void When_a_queue_is_read_should_have_one_for_what_is_given_up()
    {
        Assert.Contains("selfplay-jobs", PipelineQueues.Read);
        Assert.Contains("redeliveries", PipelineQueues.Read);
        Assert.Equal(PipelineQueues.Read.Concat(PipelineQueues.Read.Select(queue => $"{queue}-poison")), PipelineQueues.All);
    }

    [Fact]
    public void Should_have_names_that_the_service_takes_and_each_once()
    {
        string[] containersAndQueues = [.. PipelineContainers.All, .. PipelineQueues.All];
        Assert.All(containersAndQueues, name => Assert.Matches("^[a-z0-9](-?[a-z0-9]){2,62}$", name));
        Assert.All(PipelineTables.All, name => Assert.Matches("^[A-Za-z][A-Za-z0-9]{2,62}$", name));
        Assert.All(
            new[] { PipelineContainers.All, PipelineQueues.All, PipelineTables.All },
            names => Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count()));
    }
}
