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
    public void Should_have_the_handlers_that_are_consumers_of_the_catalogue_but_for_gpu_workers()
    {
        using var services = Services();
        Assert.Equal(
            PipelineTopology.Subscriptions.Where(route => !route.To.IsWorker).Select(route => (route.Consumer, route.Type)).Order(),
            services.GetRequiredService<EventDispatcher>().Handlers.Select(handler => (handler.Name, handler.Accepts)).Order());
    }

    [Fact]
    public void When_a_consumer_says_no_more_should_try_it_as_long_as_the_service_does() => Assert.Equal(
        (30, TimeSpan.FromDays(1)), (PipelineTopology.Subscriptions[0].MaxDeliveryAttempts, PipelineTopology.Subscriptions[0].TimeToLive));

    [Fact]
    public void Should_be_able_to_send_events_to_every_consumer_again()
    {
        using var services = Services();
        var consumers = services.GetRequiredService<ConsumerDirectory>();
        Assert.Equal(PipelineTopology.Subscriptions.Select(route => route.Consumer).Order(StringComparer.Ordinal), consumers.Names);
        Assert.All(PipelineTopology.Subscriptions, route => Assert.Equal(route.Type, consumers.TypeOf(route.Consumer)));
    }

    /// <summary>Event Grid waits 30 s for a webhook. What replays, exports or plays games takes longer, and so does what workers do.</summary>
    [Fact]
    public void When_work_is_long_should_take_it_from_queues()
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
    public void Should_know_every_consumer_behind_the_queue_its_subscription_fills_or_behind_none() =>
        Assert.All(PipelineTopology.Subscriptions, route => Assert.Equal(route.Queue, JobQueues.QueueOf(route.Consumer)));

    [Fact]
    public void Should_let_no_two_subscriptions_share_a_target() =>
        Assert.Equal(PipelineTopology.Subscriptions.Count, PipelineTopology.Subscriptions.Select(route => route.Queue ?? route.Consumer).Distinct().Count());

    [Fact]
    public void Should_have_names_that_the_service_takes() =>
        Assert.All(PipelineTopology.Subscriptions, route => Assert.Matches(SubscriptionName(), route.Name));

    private static ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddInMemoryPipeline()
        .AddPipeline(new ConfigurationBuilder().Build())
        .BuildServiceProvider();

    [GeneratedRegex("^[a-zA-Z0-9-]{3,64}$")]
    private static partial Regex SubscriptionName();
}
