using System.Text.Json;
using RingRift.Emulators.EventGrid.Events;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.Tests.EventGrid.Subscriptions;

public sealed class EventSubscriptionTests
{
    private static readonly CloudEventDocument Document = CloudEventDocument.Create(JsonSerializer.SerializeToElement(new
    {
        specversion = "1.0",
        id = "1",
        source = "/ringrift",
        type = "Ring.Done",
        subject = "hex8_2p/Iteration/7",
    }));

    private static readonly EventSubscription Subscription = new("filters", "topic", new StorageQueueDestination("x", "q"));

    [Fact]
    public void Should_want_events_of_its_topic_whatever_the_case()
    {
        Assert.True(Subscription.Wants("TOPIC", Document));
        Assert.False(Subscription.Wants("other", Document));
    }

    [Fact]
    public void Should_filter_types_and_subjects()
    {
        Assert.True(Wants(Subscription with { IncludedEventTypes = ["Other", "ring.done"] }));
        Assert.False(Wants(Subscription with { IncludedEventTypes = ["Other"] }));
        Assert.True(Wants(Subscription with { SubjectBeginsWith = "HEX8_" }));
        Assert.False(Wants(Subscription with { SubjectBeginsWith = "square8" }));
    }

    private static bool Wants(EventSubscription subscription) => subscription.Wants("topic", Document);
}
