using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;

namespace RingRift.Pipeline.Tests.Eventing.Catalogue;

public sealed class EventCatalogueTests
{
    [Fact]
    public void When_asked_for_an_event_should_answer_with_its_own_definition() =>
        Assert.All(Enum.GetValues<DataEventType>(), type => Assert.Equal(type, EventCatalogue.Of(type).Type));

    [Fact]
    public void When_listed_should_hold_every_event_once_in_order() =>
        Assert.Equal(Enum.GetValues<DataEventType>(), EventCatalogue.All.Select(definition => definition.Type));

    [Theory]
    [InlineData(-1)]
    [InlineData(100_000)]
    public void When_asked_for_what_is_no_event_should_refuse(int value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EventCatalogue.Of((DataEventType)value));

    [Fact]
    public void When_a_payload_belongs_to_an_event_should_say_so_itself() =>
        Assert.All(EventCatalogue.All, definition => Assert.Equal((definition.Type, definition.SchemaVersion), Declared(definition.Payload)));

    [Fact]
    public void When_a_job_can_fail_again_should_count_the_failure_of_each_attempt_as_a_fact_of_its_own() =>
        Assert.All(
            EventCatalogue.All.Where(definition => definition is { Origin: EventOrigin.Pipeline, Kind: EventKind.Failed } && definition.BusinessKey.Contains("jobId")),
            definition => Assert.Contains("attempt", definition.BusinessKey));

    private static (DataEventType Type, int Version) Declared(Type payload)
    {
        Assert.True(payload.IsAssignableTo(typeof(IEventPayload)), $"{payload} is no payload");
        return ((DataEventType)payload.GetProperty(nameof(IEventPayload.Type))!.GetValue(null)!, (int)payload.GetProperty(nameof(IEventPayload.SchemaVersion))!.GetValue(null)!);
    }
}
