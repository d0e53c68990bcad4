using System.Text.RegularExpressions;
using RingRift.Azure.Topology;
using RingRift.Pipeline.Events;

namespace RingRift.Azure.Tests.Topology;

public sealed partial class PipelineTopologyTests
{
    [Fact]
    public void Every_event_should_have_exactly_one_subscription() =>
        Assert.Equal(Enum.GetValues<DataEventType>(), PipelineTopology.Subscriptions.Select(route => route.Type).Order());

    [Fact]
    public void No_two_subscriptions_should_share_a_target() =>
        Assert.Equal(PipelineTopology.Subscriptions.Count, PipelineTopology.Subscriptions.Select(route => route.Target).Distinct().Count());

    [Fact]
    public void Names_should_be_what_the_service_takes() =>
        Assert.All(PipelineTopology.Subscriptions, route => Assert.Matches(SubscriptionName(), route.Name));

    [GeneratedRegex("^[a-zA-Z0-9-]{3,64}$")]
    private static partial Regex SubscriptionName();
}
