using RingRift.Azure.DeadLetters;
using RingRift.Azure.Events;
using RingRift.Azure.Topology;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Pipeline.Compliance;

namespace RingRift.Azure.Tests.DeadLetters;

public sealed class UndeliveredEventsTests
{
    private const string Name = "END-FAILED-TRAINING/2026/3/1/12/5f0c.json";
    private static readonly EventEnvelope Event = Sample.Event(new AggregateKey("undelivered"));

    [Theory]
    [InlineData("deadletterreason", "deliveryattempts", "lastdeliveryoutcome", "publishtime")]
    [InlineData("deadLetterReason", "deliveryAttempts", "lastDeliveryOutcome", "publishTime")]
    public void Should_take_the_failure_apart_from_the_event(string reason, string attempts, string outcome, string published)
    {
        var text = CloudEventWriter.Write(Event)[..^1]
            + $$""","{{reason}}":"MaxDeliveryAttemptsExceeded","{{attempts}}":30,"{{outcome}}":"GenericError","{{published}}":"2026-03-01T12:00:00Z"}""";

        var letter = Assert.Single(UndeliveredEvents.Read(Name, $"[{text}]", Sample.Noon));

        Assert.Equal(
            (DeadLetterOrigin.EventGrid, "EndFailedTraining", "MaxDeliveryAttemptsExceeded", "last delivery: GenericError", 30),
            (letter.Origin, letter.Consumer, letter.Reason, letter.Error, letter.Attempts));
        Assert.Equal((Event.Id, "TRAINING_FAILED", "hex8_2p", Event.CorrelationId), (letter.EventId, letter.EventType, letter.Config, letter.CorrelationId));
        Assert.Equal(Event.Id, CloudEventMapper.Parse(letter.Body).Id);
        Assert.DoesNotContain(reason, letter.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("""[{"id":7}]""")]
    [InlineData("""[{"specversion":"1.0","id":"x","type":"com.foreign.event","deliveryattempts":"many"}]""")]
    public void When_a_text_is_no_event_should_become_a_letter_with_the_text_and_the_fault(string content)
    {
        var letter = Assert.Single(UndeliveredEvents.Read(Name, content, Sample.Noon));
        Assert.Equal(("EndFailedTraining", 1), (letter.Consumer, letter.Attempts));
        Assert.NotEmpty(letter.Reason);
        Assert.NotNull(letter.Error);
    }

    [Fact]
    public void Should_make_a_letter_of_every_event_of_a_blob()
    {
        var content = $"[{CloudEventWriter.Write(Event)},{CloudEventWriter.Write(Event with { Id = "another" })}]";
        Assert.Equal([Event.Id, "another"], UndeliveredEvents.Read(Name, content, Sample.Noon).Select(letter => letter.EventId));
    }

    [Fact]
    public void Should_lead_from_every_subscription_to_its_consumer() =>
        Assert.All(
            PipelineTopology.Subscriptions,
            route => Assert.Equal(route.Consumer, UndeliveredEvents.ConsumerOf($"{route.Name.ToUpperInvariant()}/2026/3/1/12/x.json")));

    [Fact]
    public void When_a_subscription_is_unknown_should_be_the_consumer_itself() =>
        Assert.Equal("strange", UndeliveredEvents.ConsumerOf("STRANGE/2026/3/1/12/x.json"));
}
