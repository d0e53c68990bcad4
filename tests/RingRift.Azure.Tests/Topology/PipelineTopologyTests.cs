using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.Topology;
using RingRift.Pipeline;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.InMemory;

namespace RingRift.Azure.Tests.Topology;

public sealed partial class PipelineTopologyTests
{
    [Fact]
    public void Every_event_should_have_a_subscription() =>
        Assert.Equal(Enum.GetValues<DataEventType>(), PipelineTopology.Subscriptions.Select(route => route.Type).Distinct().Order());

    [Fact]
    public void Every_handler_should_have_a_subscription_for_what_it_takes()
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddInMemoryPipeline()
            .AddPipeline(new ConfigurationBuilder().Build())
            .BuildServiceProvider();
        var routes = PipelineTopology.Subscriptions.ToDictionary(route => route.Name);
        Assert.All(
            services.GetRequiredService<EventDispatcher>().Handlers,
            handler => Assert.Contains(
                routes.Values,
                route => route.Type == handler.Accepts && route.Target is RouteTarget.Queue || route.Target == new RouteTarget.Function(handler.Name)));
    }

    [Fact]
    public void No_two_subscriptions_should_share_a_target() =>
        Assert.Equal(PipelineTopology.Subscriptions.Count, PipelineTopology.Subscriptions.Select(route => route.Target).Distinct().Count());

    [Fact]
    public void Names_should_be_what_the_service_takes() =>
        Assert.All(PipelineTopology.Subscriptions, route => Assert.Matches(SubscriptionName(), route.Name));

    [GeneratedRegex("^[a-zA-Z0-9-]{3,64}$")]
    private static partial Regex SubscriptionName();
}
