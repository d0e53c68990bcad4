using System.Text.Json;
using RingRift.Azure.Events;
using RingRift.Eventing.Envelope;
using RingRift.Fuzzing;
using RingRift.Pipeline.Compliance;

namespace RingRift.Azure.Tests.Events;

public sealed class CloudEventWriterTests
{
    [Fact]
    public void When_an_event_is_written_should_be_read_as_the_same_envelope()
    {
        foreach (var envelope in new[] { Plain, Plain with { TraceParent = "00-1-2-01", TraceState = "a=b", ReplayId = "replay-1" } })
        {
            var read = CloudEventMapper.Parse(CloudEventWriter.Write(envelope));
            Assert.Equal(envelope with { Data = default }, read with { Data = default });
            Assert.True(JsonElement.DeepEquals(envelope.Data, read.Data));
        }
    }

    [Fact]
    public void When_an_event_is_written_should_be_read_as_the_same_by_the_workers_reader()
    {
        var (sent, kept) = (CloudEventMapper.ToEnvelope(SentEvent.Of(Plain)), CloudEventMapper.Parse(CloudEventWriter.Write(Plain)));
        Assert.Equal(sent with { Data = default }, kept with { Data = default });
        Assert.True(JsonElement.DeepEquals(sent.Data, kept.Data));
    }

    private static EventEnvelope Plain { get; } = Sample.Event(Sample.Key());
}
