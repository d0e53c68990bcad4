using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Routing;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Routing;

public sealed class RoutingServicesTests
{
    private static readonly EventEnvelope Started = Sample.Event(new("started"), index: 1);
    private static readonly EventEnvelope Stopped = Sample.Event(new("stopped"), index: 2);

    [Fact]
    public async Task When_a_host_runs_should_subscribe_before_its_services_start_and_drain_after_they_stop()
    {
        var seen = new Delivered<string>();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddHostedService<PublishingService>();
        builder.Services.AddLogging().AddInMemoryPipeline().AddSubscription(
            _ => Subscription.ToAll("declared", (routed, _) => seen.Add(routed.Id)));
        builder.Services.AddPipeline(builder.Configuration);
        using (var host = builder.Build())
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        Assert.Equal([Started.Id, Stopped.Id], seen.Items);
    }

    [Fact]
    public async Task When_the_durable_window_is_swept_should_remove_what_expired_by_now()
    {
        var time = new FakeTimeProvider(Sample.Noon);
        await using var services = Services(collection => collection.AddSingleton<TimeProvider>(time));
        var store = services.GetRequiredService<IDeduplicationStore>();
        var claimed = Assert.IsType<ClaimOutcome.Claimed>(
            await store.ClaimAsync(ContentKey.Of("content"), "owner", TimeSpan.FromMinutes(1), CancellationToken.None));
        await store.CompleteAsync(claimed.Claim, null, TimeSpan.FromDays(30), CancellationToken.None);
        var sweeper = services.GetRequiredService<DeduplicationSweeper>();
        time.Advance(TimeSpan.FromDays(30));
        await SampleClock.BelieveAsync(services.GetRequiredService<IAggregateStore>(), time);
        Assert.Equal(0, await sweeper.SweepAsync(CancellationToken.None));
        time.Advance(TimeSpan.FromSeconds(1));
        await SampleClock.BelieveAsync(services.GetRequiredService<IAggregateStore>(), time);
        Assert.Equal(1, await sweeper.SweepAsync(CancellationToken.None));
    }

    [Fact]
    public void When_listed_should_show_each_subscription_with_its_one_transport()
    {
        using var services = Services(collection => collection
            .AddSubscription(_ => Subscription.To<ModelPromoted>("data", (_, _, _) => default))
            .AddSubscription(_ => Subscription.ToStages("stages", (_, _) => default))
            .AddSubscription<Durable>());
        Assert.Equal(
            [
                new SubscriptionLine("Durable", SubscriptionTransport.DurableTransport, DataEventType.TrainingFailed),
                new SubscriptionLine("data", SubscriptionTransport.DataEventBus, DataEventType.ModelPromoted),
                new SubscriptionLine("stages", SubscriptionTransport.StageEventBus, null),
            ],
            services.GetRequiredService<SubscriptionTable>().Lines.Where(line => line.Name is nameof(Durable) or "data" or "stages"));
    }

    [Fact]
    public void When_a_name_is_on_two_transports_should_refuse()
    {
        using var services = Services(collection => collection
            .AddSubscription(_ => Subscription.ToAll("Durable", (_, _) => default))
            .AddSubscription<Durable>());
        var refused = Assert.Throws<InvalidOperationException>(services.GetRequiredService<SubscriptionTable>);
        Assert.Contains(
            "Durable is the name of 2 subscriptions (DurableTransport, DataEventBus)", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Routing:HistoryCapacity", "0")]
    [InlineData("Routing:WatchdogPeriod", "00:00:00")]
    [InlineData("Deduplication:Window:Capacity", "0")]
    [InlineData("Deduplication:KeepFor", "1.00:00:00")]
    public void When_an_option_is_out_of_range_should_refuse_at_start(string name, string value)
    {
        using var services = Services(_ => { }, (name, value));
        var refused = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);
        Assert.Contains(name[(name.LastIndexOf(':') + 1)..], refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_measured_should_show_the_figures_of_buses_and_subscribers()
    {
        await using var services = Services(_ => { });
        var router = services.GetRequiredService<EventRouter>();
        router.Subscribe(Subscription.ToAll("good", (_, _) => default));
        router.Subscribe(Subscription.ToAll("bad", (_, _) => throw new InvalidOperationException("bad")));
        var envelope = Sample.Event(new("aggregate"));
        await router.PublishAsync([envelope, envelope], CancellationToken.None);
        var bus = services.GetRequiredService<DataEventBus>();
        await Until.TrueAsync(() => bus.Statistics.Subscribers.All(one => one.Delivered + one.Failed == 1));
        var measured = Measure(services.GetRequiredService<RoutingMetrics>(), bus);
        foreach (var (name, value) in new[]
        {
            ("ringrift.bus.published DataEventBus", 1L), ("ringrift.bus.duplicates DataEventBus", 1),
            ("ringrift.bus.published StageEventBus", 0),
            ("ringrift.subscriber.published good", 1), ("ringrift.subscriber.delivered good", 1), ("ringrift.subscriber.failed good", 0),
            ("ringrift.subscriber.delivered bad", 0), ("ringrift.subscriber.failed bad", 1), ("ringrift.subscriber.timed_out bad", 0),
            ("ringrift.subscriber.shed bad", 0), ("ringrift.subscriber.waiting bad", 0), ("ringrift.subscriber.abandoned bad", 0),
        })
        {
            Assert.Equal(value, measured[name]);
        }
    }

    private static Dictionary<string, long> Measure(RoutingMetrics metrics, DataEventBus bus)
    {
        var measured = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            // Tests beside this one have meters of the same name.
            if (ReferenceEquals(instrument.Meter.Scope, bus))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured[$"{instrument.Name} {tags[0].Value}"] = value);
        listener.Start();
        metrics.Start();
        listener.RecordObservableInstruments();
        return measured;
    }

    private static ServiceProvider Services(Action<IServiceCollection> add, params (string Name, string Value)[] settings)
    {
        var services = new ServiceCollection().AddLogging().AddInMemoryPipeline();
        add(services);
        return services.AddPipeline(
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Name, pair => (string?)pair.Value)).Build())
            .BuildServiceProvider();
    }

    private sealed class PublishingService(EventRouter router) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => router.PublishAsync([Started], cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => router.PublishAsync([Stopped], cancellationToken);
    }

    private sealed class Durable : IEventHandler
    {
        public string Name => nameof(Durable);

        public DataEventType Accepts => DataEventType.TrainingFailed;

        public Task<HandlerResult> HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken) =>
            Task.FromResult<HandlerResult>(new HandlerResult.Done());
    }
}
