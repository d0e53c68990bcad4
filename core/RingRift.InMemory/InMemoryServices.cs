using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Log;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Queues;
using RingRift.Pipeline.Operations.Redelivery;
using RingRift.Pipeline.Stages.Sync;

namespace RingRift.InMemory;

/// <summary>Registers the in-memory adapters.</summary>
public static class InMemoryServices
{
    /// <summary>All ports in memory, each also under its own type, and one <see cref="FaultInjector"/> for all of them.</summary>
    public static IServiceCollection AddInMemoryPipeline(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FaultInjector>();
        Add<IAggregateStore, InMemoryAggregateStore>(services);
        Add<IArtifactStore, InMemoryArtifactStore>(services);
        Add<IChampionStore, InMemoryChampionStore>(services);
        Add<IDeadLetterStore, InMemoryDeadLetterStore>(services);
        Add<IDeduplicationStore, InMemoryDeduplicationStore>(services);
        Add<IEventLog, InMemoryEventLog>(services);
        services.AddLoggedTransport<InMemoryEventBus>();
        Add<IGameIndex, InMemoryGameIndex>(services);
        Add<IJobQueue, InMemoryJobQueue>(services);
        Add<IProgressBoard, InMemoryProgressBoard>(services);
        Add<IRedeliveryQueue, InMemoryRedeliveryQueue>(services);
        Add<IQueueAges, InMemoryQueueAges>(services);
        Add<IQueueDepths, InMemoryQueueDepths>(services);
        Add<IServerClock, InMemoryServerClock>(services);
        return services;
    }

    private static void Add<TPort, TAdapter>(IServiceCollection services)
        where TPort : class
        where TAdapter : class, TPort
    {
        services.TryAddSingleton<TAdapter>();
        services.TryAddSingleton<TPort>(provider => provider.GetRequiredService<TAdapter>());
    }
}
