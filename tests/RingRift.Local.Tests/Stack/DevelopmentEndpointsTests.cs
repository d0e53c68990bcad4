using System.Text.Json;
using RingRift.Azure.Topology;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Stack;

public sealed class DevelopmentEndpointsTests
{
    [Fact]
    public void Should_be_where_local_settings_json_looks()
    {
        var file = Path.Combine(Path.GetDirectoryName(StackPrograms.Functions)!, "local.settings.json");
        var values = JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("Values");

        Assert.Equal("UseDevelopmentStorage=true", values.GetProperty("AzureWebJobsStorage").GetString());
        Assert.Equal(10000, DevelopmentEndpoints.BlobPort);
        Assert.Equal(
            $"http://127.0.0.1:{DevelopmentEndpoints.EventGridPort}/topics/{PipelineTopology.Topic}/api/events",
            values.GetProperty("EventGrid__TopicEndpoint").GetString());
        Assert.Equal(DevelopmentEndpoints.EventGridKey, values.GetProperty("EventGrid__TopicKey").GetString());
    }
}
