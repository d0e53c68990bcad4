using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Messaging;
using RingRift.Azure.Events;
using RingRift.Azure.Topology;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.FunctionsRuntime.EventGrid;
using RingRift.Fuzzing;

namespace RingRift.Functions.Tests.Functions.Delivery;

/// <summary>
/// No identity is taken from the text of webhook data: what a webhook hands on, after the host has written it anew, is to every subscriber
/// the event that was published, and that a queue or a redelivery hands on as it was.
/// </summary>
public sealed class HostRewritingTests
{
    private static readonly ContentKeys Keys = new(type => EventCatalogue.Of(type).BusinessKey);

    public static TheoryData<DataEventType> Delivered =>
        [.. PipelineTopology.Subscriptions.Where(route => route.Queue is null).Select(route => route.Type).Distinct()];

    [Theory]
    [MemberData(nameof(Delivered))]
    public void When_an_event_passes_the_webhook_should_be_the_same_to_its_subscribers(DataEventType type)
    {
        var (payloads, changed) = (new PayloadGenerator(new Random(7)), 0);
        for (var round = 0; round < 30; round++)
        {
            var published = CloudEventWriter.Write(Published(type, payloads.Payload(type)));
            var rewritten = HostJson.Rewrite(published);
            changed += rewritten == published ? 0 : 1;

            var (queued, delivered) = (
                CloudEventMapper.Parse(published), CloudEventMapper.ToEnvelope(CloudEvent.Parse(BinaryData.FromString(rewritten))!));
            Assert.Equal(queued with { Data = default }, delivered with { Data = default });
            Assert.Equal(Keys.Of(queued), Keys.Of(delivered));
            Assert.Equal(Record(queued), Record(delivered));
        }

        Assert.Equal(30, changed);
    }

    [Fact]
    public void When_key_fields_are_times_and_numbers_should_keep_the_content_key()
    {
        var keys = new ContentKeys(_ => ["at", "share", "where"]);
        var published = Published(
            DataEventType.HostOffline,
            JsonNode.Parse("""{"at":"2026-03-01T12:00:00.500+05:30","share":1e-7,"where":{"t":["2026-03-01T12:00:00.10Z",1.50]}}""")!);
        var delivered = CloudEventMapper.ToEnvelope(
            CloudEvent.Parse(BinaryData.FromString(HostJson.Rewrite(CloudEventWriter.Write(published))))!);

        Assert.DoesNotContain(".500", delivered.Data.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(keys.Of(published), keys.Of(delivered));
    }

    private static EventEnvelope Published(DataEventType type, JsonNode payload) => new()
    {
        Id = "/nodes/gpu-7|2026-03-01T12:00:00.500Z",
        Source = "/nodes/gpu-7",
        Time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 500, TimeSpan.FromHours(5.5)),
        Type = type,
        SchemaVersion = EventCatalogue.Of(type).SchemaVersion,
        CorrelationId = "hex8_2p-0003",
        CausationId = "1e-7",
        Subject = "hex8_2p/0003",
        Data = JsonSerializer.SerializeToElement(payload),
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    private static string Record(EventEnvelope envelope)
    {
        var record = EventCatalogue.Of(envelope.Type).Payload!;
        return JsonSerializer.Serialize(envelope.Data.Deserialize(record, EventJson.Options), record, EventJson.Options);
    }
}
