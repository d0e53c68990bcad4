using System.Text.Json;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Deduplication;

/// <summary>Same fact, same key; other fact, other key (K6, K7).</summary>
public sealed class ContentKeysTests
{
    private static readonly TrainingFailed Payload = new()
    {
        Config = "hex8_2p",
        Iteration = 3,
        JobId = "job",
        Attempt = 1,
        Reason = "reason",
    };

    [Fact]
    public void When_a_payload_is_written_as_json_should_keep_its_key()
    {
        var keys = Keys("config", "iteration", "jobId");
        var key = keys.Of(Payload);
        Assert.NotNull(key);
        Assert.Equal(key, keys.Of(Envelope(JsonSerializer.Serialize(Payload, EventJson.Options))));
        var promoted = new ModelPromoted { Config = "hex8_2p", Iteration = 3, Model = Sample.Artifact(), Reason = "r" };
        var nested = Keys("model");
        Assert.Equal(
            nested.Of(promoted),
            nested.Of(
                Envelope(
                    JsonSerializer.Serialize(promoted, EventJson.Options)) with
                { Type = DataEventType.ModelPromoted, SchemaVersion = 1 }));
    }

    [Theory]
    [InlineData(
        """{"iteration":3,"at":[1,2.50],"who":{"a":"x","b":1}}""",
        """{ "who": { "b": 1.0, "a": "x" }, "at": [ 1e0, 2.5 ], "iteration": 3.0 }""")]
    [InlineData(
        """{"iteration":1e-7,"at":"2026-03-01T12:00:00.500Z","who":1.10}""",
        """{"iteration":1E-07,"at":"2026-03-01T12:00:00.5Z","who":1.1}""")]
    [InlineData(
        """{"iteration":3,"at":"2026-03-01T12:00:00.5+05:30","who":"2026-03-01T12:00:00.50"}""",
        """{"iteration":3,"at":"2026-03-01T06:30:00.5+00:00","who":"2026-03-01T12:00:00.5"}""")]
    [InlineData("""{"iteration":3,"at":[],"who":"ä"}""", """{"iteration":3,"at":[],"who":"\u00e4"}""")]
    public void When_the_same_values_are_written_differently_should_be_the_same(string one, string other)
    {
        var keys = Keys("iteration", "at", "who");
        Assert.Equal(keys.Of(Envelope(one)), keys.Of(Envelope(other) with { Id = "another" }));
    }

    [Theory]
    [InlineData("""{"a":"x","b":"y"}""", """{"a":"x","b":"z"}""")]
    [InlineData("""{"a":"xy","b":"z"}""", """{"a":"x","b":"yz"}""")]
    [InlineData("""{"a":"1","b":"z"}""", """{"a":1,"b":"z"}""")]
    [InlineData("""{"a":["x"],"b":"z"}""", """{"a":"x","b":"z"}""")]
    [InlineData("""{"a":[["x"],"y"],"b":"z"}""", """{"a":[["x","y"]],"b":"z"}""")]
    [InlineData("""{"a":true,"b":"z"}""", """{"a":"true","b":"z"}""")]
    [InlineData("""{"a":{"k":"v"},"b":"z"}""", """{"a":["k","v"],"b":"z"}""")]
    [InlineData("""{"a":"2026-03-01T12:00:00Z","b":""}""", """{"a":"2026-03-01T12:00:01Z","b":""}""")]
    [InlineData("""{"a":"2026-03-01T12:00:00Z","b":""}""", """{"a":"2026-03-01T12:00:00","b":""}""")]
    [InlineData("""{"a":"1:x2:","b":""}""", """{"a":"","b":"1:x2:"}""")]
    public void When_key_fields_differ_should_be_another(string one, string other)
    {
        var keys = Keys("a", "b");
        Assert.NotEqual(keys.Of(Envelope(one)), keys.Of(Envelope(other)));
    }

    [Theory]
    [InlineData("""{"a":"x"}""")]
    [InlineData("""{"a":"x","b":null}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("null")]
    public void When_a_key_field_is_missing_should_tell_events_apart_by_their_ids(string data)
    {
        var keys = Keys("a", "b");
        Assert.Equal(keys.Of(Envelope(data)), keys.Of(Envelope(data)));
        Assert.NotEqual(keys.Of(Envelope(data)), keys.Of(Envelope(data) with { Id = "another" }));
    }

    [Fact]
    public void When_a_type_has_no_key_should_tell_equal_observations_apart()
    {
        Assert.Null(Keys().Of(Payload));
        Assert.NotEqual(Keys().Of(Envelope("{}")), Keys().Of(Envelope("{}") with { Id = "another" }));
    }

    [Fact]
    public void When_type_version_or_consumer_differ_should_be_another()
    {
        var (keys, envelope) = (Keys("jobId"), Envelope("""{"jobId":"job"}"""));
        var key = keys.Of(envelope);
        ContentKey[] all =
        [
            key, keys.Of(envelope with { Type = DataEventType.TrainingCompleted }), keys.Of(envelope with { SchemaVersion = 1 }),
            key.For("one"), key.For("two"),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(key.For("one"), key.For("one"));
        Assert.Matches("^[0-9a-f]{64}$", key.ToString());
    }

    [Fact]
    public void When_asked_in_another_process_should_be_the_same() => Assert.Equal(
        "a367302a0f76e697", Keys("jobId").Of(Envelope("""{"jobId":"job"}""") with { SchemaVersion = 1 }).ToString()[..16]);

    [Fact]
    public void When_a_payload_has_no_such_property_should_say_so()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Keys("nodeId").Of(Payload));
        Assert.Contains("TrainingFailed has no property 'nodeId'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_values_are_long_should_hash_them_all()
    {
        var keys = Keys("jobId");
        var text = new string('ü', 50_000);
        Assert.Equal(keys.Of(Payload with { JobId = text }), keys.Of(Payload with { JobId = text }));
        Assert.NotEqual(keys.Of(Payload with { JobId = text }), keys.Of(Payload with { JobId = text + "x" }));
    }

    private static ContentKeys Keys(params string[] fields) => new(_ => fields);

    private static EventEnvelope Envelope(string data) =>
        Sample.Event(new AggregateKey("aggregate")) with { Data = JsonSerializer.Deserialize<JsonElement>(data) };
}
