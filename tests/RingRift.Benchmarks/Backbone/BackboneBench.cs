using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Routing;
using RingRift.InMemory;
using RingRift.Pipeline;

namespace RingRift.Benchmarks.Backbone;

/// <summary>
/// A router as processes have it, with events that stay in the process. Keyed events are hashed and remembered; occurrences are neither.
/// </summary>
internal sealed class BackboneBench : IAsyncDisposable
{
    private static readonly string[] Key = ["jobId", "attempt"];

    private readonly ServiceProvider _services;

    public BackboneBench(bool keyed)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(new RoutingRules(_ => false, _ => keyed ? Key : []));
        services.TryAddSingleton(TimeProvider.System);
        _services = services.AddInMemoryPipeline().AddEventing(new ConfigurationBuilder().Build(), "/benchmark").BuildServiceProvider();
    }

    public EventRouter Router => _services.GetRequiredService<EventRouter>();

    public BusStatistics Statistics => _services.GetRequiredService<DataEventBus>().Statistics;

    public static TrainingStarted Event(int number) =>
        new() { Config = "hex8_2p", Iteration = 1, JobId = "hex8_2p-000001-training", Attempt = number, Worker = "bench" };

    public void Subscribe(string name, SubscriberOptions options, Action<TrainingStarted> handler) => Router.Subscribe(
        Subscription.To<TrainingStarted>(
            name,
            (payload, _, _) =>
            {
                handler(payload);
                return default;
            }) with
        { Options = options });

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
