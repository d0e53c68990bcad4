using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Settings;

namespace RingRift.Eventing.Routing;

/// <summary>Registers the router, and what subscribes.</summary>
public static class RoutingServices
{
    /// <summary>Router, buses and transport. The durable transport's <see cref="IEventPublisher"/> comes from an adapter.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds sections <see cref="RoutingOptions.Section"/> and
    /// <see cref="DeduplicationWindowOptions.Section"/>.</param>
    public static IServiceCollection AddRouting(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddCheckedOptions<RoutingOptions>(configuration.GetSection(RoutingOptions.Section));
        services.AddCheckedOptions<DeduplicationWindowOptions>(configuration.GetSection(DeduplicationWindowOptions.Section));
        services.TryAddSingleton(RoutingRules.OfCatalogue);
        services.TryAddSingleton<DataEventBus>();
        services.TryAddSingleton<StageEventBus>();
        services.TryAddSingleton<DurableTransport>();
        services.TryAddSingleton<EventRouter>();
        services.TryAddSingleton<SubscriptionTable>();
        services.TryAddSingleton<RoutingMetrics>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SubscriptionStarter>());
        return services;
    }

    /// <summary>Declares an observer in this process; it subscribes when the host starts.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="subscription">Makes the subscription from the services it needs.</param>
    public static IServiceCollection AddSubscription(this IServiceCollection services, Func<IServiceProvider, Subscription> subscription) =>
        services.AddSingleton(subscription);

    /// <summary>Declares a durable consumer, which the topology subscribes under its name.</summary>
    /// <typeparam name="THandler">The handler.</typeparam>
    public static IServiceCollection AddSubscription<THandler>(this IServiceCollection services)
        where THandler : class, IEventHandler
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEventHandler, THandler>());
        return services;
    }
}
