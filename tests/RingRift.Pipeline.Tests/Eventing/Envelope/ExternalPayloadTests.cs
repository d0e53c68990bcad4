using System.Text.Json;
using RingRift.Eventing.Events.External;
using RingRift.Eventing.Json;

namespace RingRift.Pipeline.Tests.Eventing.Envelope;

public sealed class ExternalPayloadTests
{
    [Fact]
    public void When_read_and_written_should_keep_known_and_unknown_members()
    {
        const string Json = """{"node_id":"gpu-7","reason":null,"last_seen":1735689600.5,"weather":{"rain":[1,2]}}""";
        var read = JsonSerializer.Deserialize<HostOffline>(Json, EventJson.Options)!;

        Assert.Equal("gpu-7", read.NodeId);
        Assert.Null(read.Reason);
        Assert.Equal(1735689600.5, read.LastSeen!.Value.GetDouble());
        Assert.Equal(2, read.Further!["weather"].GetProperty("rain").GetArrayLength());
        Assert.Equal("""{"node_id":"gpu-7","last_seen":1735689600.5,"weather":{"rain":[1,2]}}""", JsonSerializer.Serialize(read, EventJson.Options));
    }

    [Fact]
    public void When_everything_optional_is_missing_should_still_be_read() => Assert.Null(JsonSerializer.Deserialize<WorkQueued>("{}", EventJson.Options)!.Further);

    [Theory]
    [InlineData("""{"node_id":7}""")]
    [InlineData("""{"port":"ssh"}""")]
    [InlineData("""{"has_gpu":"yes"}""")]
    [InlineData("[]")]
    public void When_a_known_member_has_another_type_should_refuse(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<HostOnline>(json, EventJson.Options));

    [Fact]
    public void When_part_of_the_key_is_missing_should_name_it()
    {
        var e = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<BatchScheduled>("""{"job_count":3}""", EventJson.Options));
        Assert.Contains("batch_id", e.Message, StringComparison.Ordinal);
    }
}
