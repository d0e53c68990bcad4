using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.Aggregates;
using RingRift.Azure.Events;
using RingRift.Azure.Jobs;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.Pipeline.Jobs;

namespace RingRift.Chaos.Faults;

/// <summary>Puts faults around the real adapters and handlers of a finished composition. No shipped program knows of them.</summary>
internal static class FaultServices
{
    public static IServiceCollection AddFaults(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(FaultSettings.Read(configuration));
        services.AddSingleton<FaultSource>();
        services.AddSingleton<IAggregateStore>(provider => new FaultyAggregateStore(
            Store(provider), provider.GetRequiredService<FaultSource>()));
        services.AddSingleton<IEventPublisher>(provider => new FaultyPublisher(
            ActivatorUtilities.CreateInstance<LoggedEventPublisher>(provider, provider.GetRequiredService<EventGridEventPublisher>()),
            provider.GetRequiredService<FaultSource>()));
        services.AddSingleton<IJobQueue>(provider => new FaultyJobQueue(
            ActivatorUtilities.CreateInstance<StorageJobQueue>(provider), provider.GetRequiredService<FaultSource>()));
        foreach (var handler in services.Where(service => service.ServiceType == typeof(IEventHandler)).ToList())
        {
            services.Remove(handler);
            services.AddSingleton<IEventHandler>(provider => new FaultyHandler(
                (IEventHandler)ActivatorUtilities.CreateInstance(provider, handler.ImplementationType!),
                provider.GetRequiredService<FaultSource>()));
        }

        return services;
    }

    private static IAggregateStore Store(IServiceProvider provider)
    {
        var (store, broken) = (
            ActivatorUtilities.CreateInstance<TableAggregateStore>(provider), provider.GetRequiredService<FaultSettings>().Broken);
        return broken == BrokenPromise.None ? store : new BrokenAggregateStore(store, broken);
    }
}
