using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;

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
    public void When_read_should_have_the_names_of_the_enum() => Assert.All(
        EventCatalogue.All,
        definition => Assert.Equal(
            (definition.Type.ToString().ToUpperInvariant(), "ringrift." + definition.Name.ToLowerInvariant()),
            (definition.Name.Replace("_", string.Empty, StringComparison.Ordinal), definition.WireName)));

    [Fact]
    public void When_this_system_emits_it_should_have_a_record_that_says_so_itself() => Assert.All(
        EventCatalogue.All.Where(definition => definition.Origin == EventOrigin.Pipeline),
        definition => Assert.Equal((definition.Type, definition.SchemaVersion), Declared(definition.Payload!)));

    [Fact]
    public void When_only_other_systems_emit_it_should_have_fields_and_no_record()
    {
        var external = EventCatalogue.All.Where(definition => definition.Origin == EventOrigin.External).ToList();
        Assert.Equal(318, external.Count);
        Assert.All(external, definition => Assert.Null(definition.Payload));
        Assert.All(external, definition => Assert.Empty(definition.Emitters));
        Assert.Equal(
            [
                new ExternalField("batch_id", ExternalFieldType.String, IsRequired: true),
                new ExternalField("batch_type", ExternalFieldType.String, IsRequired: false),
                new ExternalField("config_key", ExternalFieldType.String, IsRequired: false),
                new ExternalField("job_count", ExternalFieldType.Integer, IsRequired: false),
                new ExternalField("target_nodes", ExternalFieldType.Any, IsRequired: false),
            ],
            EventCatalogue.Of(DataEventType.BatchScheduled).Fields.Take(5));
    }

    [Fact]
    public void When_a_job_can_fail_again_should_count_the_failure_of_each_attempt_as_a_fact_of_its_own() =>
        Assert.All(
            EventCatalogue.All.Where(definition =>
                definition.Origin == EventOrigin.Pipeline
                && definition.Name.EndsWith("_FAILED", StringComparison.Ordinal)
                && definition.BusinessKey.Contains("jobId")),
            definition => Assert.Contains("attempt", definition.BusinessKey));

    private static (DataEventType Type, int Version) Declared(Type payload)
    {
        Assert.True(payload.IsAssignableTo(typeof(IEventPayload)), $"{payload} is no payload");
        return (Static<DataEventType>(nameof(IEventPayload.Type)), Static<int>(nameof(IEventPayload.SchemaVersion)));

        T Static<T>(string property) => (T)payload.GetProperty(property)!.GetValue(null)!;
    }
}
