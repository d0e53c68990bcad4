using System.Text.Json;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;

namespace RingRift.Pipeline.Tests.Eventing.Contracts;

public sealed class ExternalPayloadTests
{
    [Fact]
    public void When_read_should_keep_known_and_unknown_members_as_they_came()
    {
        const string Json = """{"node_id":"gpu-7","reason":null,"last_seen":1735689600.50,"weather":{"rain":[1,2]}}""";
        var read = ExternalPayload.Of(Event(DataEventType.HostOffline, Json));

        Assert.Equal(DataEventType.HostOffline, read.Type);
        Assert.Equal(Json, JsonSerializer.Serialize(read.Data, EventJson.Options));
    }

    [Fact]
    public void When_everything_optional_is_missing_should_still_be_read() =>
        Assert.Equal("{}", ExternalPayload.Of(Event(DataEventType.WorkQueued, "{}")).Data.GetRawText());

    [Theory]
    [InlineData("""{"node_id":7}""", "$.node_id", "must be a text")]
    [InlineData("""{"port":"ssh"}""", "$.port", "must be an integer from -2147483648 to 2147483647, without point or exponent")]
    [InlineData("""{"port":22.0}""", "$.port", "must be an integer from -2147483648 to 2147483647, without point or exponent")]
    [InlineData("""{"has_gpu":"yes"}""", "$.has_gpu", "must be true or false")]
    [InlineData("[]", "$", "must be an object")]
    public void When_a_known_member_has_another_type_should_refuse(string json, string path, string rule)
    {
        var refusal = Assert.Throws<EventContractException>(() => ExternalPayload.Of(Event(DataEventType.HostOnline, json)));
        Assert.Equal((path, rule), (refusal.Violation.Path, refusal.Violation.Rule));
    }

    [Theory]
    [InlineData("""{"job_count":3}""", "must be there")]
    [InlineData("""{"batch_id":null}""", "must be a text")]
    public void When_part_of_the_key_is_missing_should_name_it(string json, string rule)
    {
        var refusal = Assert.Throws<EventContractException>(() => ExternalPayload.Of(Event(DataEventType.BatchScheduled, json)));
        Assert.Equal(("$.batch_id", rule), (refusal.Violation.Path, refusal.Violation.Rule));
    }

    [Fact]
    public void When_the_event_is_one_of_this_system_should_name_the_record_it_has()
    {
        var refusal = Assert.Throws<ArgumentException>(() => ExternalPayload.Of(Event(DataEventType.DaemonStarted, "{}")));
        Assert.Contains(
            "DAEMON_STARTED e1 is an event of this system and is read as DaemonStarted", refusal.Message, StringComparison.Ordinal);
    }

    private static EventEnvelope Event(DataEventType type, string data) => new()
    {
        Id = "e1",
        Source = "/nodes/gpu-7",
        Time = DateTimeOffset.UnixEpoch,
        Type = type,
        SchemaVersion = 1,
        CorrelationId = "e1",
        CausationId = "e1",
        Subject = "/nodes/gpu-7",
        Data = JsonSerializer.Deserialize<JsonElement>(data),
    };
}
