using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;

namespace RingRift.Pipeline.Tests.Eventing.Catalogue;

public sealed class RoutingRulesTests
{
    public static TheoryData<DataEventType> Keyed =>
        [.. EventCatalogue.All.Where(definition => definition.BusinessKey.Count > 0).Select(definition => definition.Type)];

    [Theory]
    [MemberData(nameof(Keyed))]
    public void When_a_type_has_a_business_key_should_have_a_property_for_each_field(DataEventType type)
    {
        var definition = EventCatalogue.Of(type);
        var names = definition.Payload is { } record
            ? EventJson.Options.GetTypeInfo(record).Properties.Where(property => property.Get is not null).Select(property => property.Name)
            : definition.Fields.Where(field => field.IsRequired).Select(field => field.Name);
        Assert.Empty(RoutingRules.OfCatalogue.KeyFields(type).Except(names));
    }

    [Fact]
    public void When_the_catalogue_says_process_should_stay_here_and_otherwise_travel()
    {
        Assert.False(RoutingRules.OfCatalogue.IsCrossProcess(DataEventType.DaemonStarted));
        Assert.True(RoutingRules.OfCatalogue.IsCrossProcess(DataEventType.SelfplayComplete));
        Assert.True(RoutingRules.OfCatalogue.IsCrossProcess(DataEventType.ModelPromoted));
    }

    [Fact]
    public void When_durable_consumers_take_a_type_should_let_it_travel() => Assert.All(
        EventCatalogue.All.Where(definition => definition.Consumers.Count > 0),
        definition => Assert.True(RoutingRules.OfCatalogue.IsCrossProcess(definition.Type)));
}
