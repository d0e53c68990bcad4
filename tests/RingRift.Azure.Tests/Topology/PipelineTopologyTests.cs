using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.Topology;
using RingRift.Eventing.Delivery;
using RingRift.InMemory;
using RingRift.Pipeline;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Redelivery;
using RingRift.Pipeline.Stages.Evaluation;
using RingRift.Pipeline.Stages.Export;
using RingRift.Pipeline.Stages.Sync;

namespace RingRift.Azure.Tests.Topology;

public sealed partial class PipelineTopologyTests
{
    /// <summary>The handlers are found by their type, and the catalogue says what is sent to whom: one without the other loses events.</summary>
    [Fact]
    public void The_handlers_should_be_the_consumers_of_the_catalogue_but_for_gpu_workers()
    {
        using var services = Services();
        Assert.Equal(
            PipelineTopology.Subscriptions.Where(route => !route.To.IsWorker).Select(route => (route.Consumer, route.Type)).Order(),
            services.GetRequiredService<EventDispatcher>().Handlers.Select(handler => (handler.Name, handler.Accepts)).Order());
    }

    [Fact]
    public void A_consumer_that_says_no_more_should_be_tried_as_long_as_the_service_does() => Assert.Equal(
        (30, TimeSpan.FromDays(1)), (PipelineTopology.Subscriptions[0].MaxDeliveryAttempts, PipelineTopology.Subscriptions[0].TimeToLive));

    [Fact]
    public void Every_consumer_should_be_one_that_events_can_be_sent_to_again()
    {
        using var services = Services();
        var consumers = services.GetRequiredService<ConsumerDirectory>();
        Assert.Equal(PipelineTopology.Subscriptions.Select(route => route.Consumer).Order(StringComparer.Ordinal), consumers.Names);
        Assert.All(PipelineTopology.Subscriptions, route => Assert.Equal(route.Type, consumers.TypeOf(route.Consumer)));
    }

    /// <summary>Event Grid waits 30 s for a webhook. What replays, exports or plays games takes longer, and so does what workers do.</summary>
    [Fact]
    public void Long_work_should_come_from_queues()
    {
        Type[] slow = [typeof(ShardVerifier), typeof(SampleExporter), typeof(MatchPlayer)];
        using var services = Services();
        var handlers = services.GetRequiredService<EventDispatcher>().Handlers
            .Where(handler => handler.GetType().GetConstructors().Single().GetParameters().Any(needed => slow.Contains(needed.ParameterType)))
            .Select(handler => handler.Name).ToList();
        Assert.Equal(["ExportSamples", "PlayMatches", "SyncGames"], handlers.Order(StringComparer.Ordinal));
        Assert.All(
            PipelineTopology.Subscriptions.Where(route => handlers.Contains(route.Consumer) || JobQueues.OfWorkers.Contains(route.Consumer)),
            route => Assert.NotNull(route.Queue));
    }

    [Fact]
    public void Every_consumer_should_be_known_to_be_behind_the_queue_its_subscription_fills_or_behind_none() =>
        Assert.All(PipelineTopology.Subscriptions, route => Assert.Equal(route.Queue, JobQueues.QueueOf(route.Consumer)));

    [Fact]
    public void No_two_subscriptions_should_share_a_target() =>
        Assert.Equal(PipelineTopology.Subscriptions.Count, PipelineTopology.Subscriptions.Select(route => route.Queue ?? route.Consumer).Distinct().Count());

    [Fact]
    public void Names_should_be_what_the_service_takes() =>
        Assert.All(PipelineTopology.Subscriptions, route => Assert.Matches(SubscriptionName(), route.Name));

    private static ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddInMemoryPipeline()
        .AddPipeline(new ConfigurationBuilder().Build())
        .BuildServiceProvider();

    [GeneratedRegex("^[a-zA-Z0-9-]{3,64}$")]
    private static partial Regex SubscriptionName();
}
