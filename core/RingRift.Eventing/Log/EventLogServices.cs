using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Settings;
using RingRift.Eventing.Telemetry;

namespace RingRift.Eventing.Log;

/// <summary>Registers what writes and reads the event log. The log itself comes from an adapter.</summary>
public static class EventLogServices
{
    /// <summary>Observer of deliveries, background writer, retention and trace reader.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds section <see cref="EventLogOptions.Section"/>.</param>
    public static IServiceCollection AddEventLog(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddCheckedOptions<EventLogOptions>(configuration.GetSection(EventLogOptions.Section));
        services.TryAddSingleton<MessagingMetrics>();
        services.TryAddSingleton<DeliveryLogWriter>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IHostedService, DeliveryLogWriter>(provider => provider.GetRequiredService<DeliveryLogWriter>()));
        services.TryAddSingleton<DeliveryObserver>();
        services.TryAddSingleton<RetentionClock>();
        services.TryAddSingleton<EventLogRetention>();
        services.TryAddSingleton<EventTraceReader>();
        return services;
    }

    /// <summary>For adapters: a transport, reached through <see cref="LoggedEventPublisher"/> only.</summary>
    public static IServiceCollection AddLoggedTransport<TTransport>(this IServiceCollection services)
        where TTransport : class, IEventPublisher
    {
        services.TryAddSingleton<MessagingMetrics>();
        services.TryAddSingleton<TTransport>();
        services.TryAddSingleton<IEventPublisher>(provider =>
            ActivatorUtilities.CreateInstance<LoggedEventPublisher>(provider, provider.GetRequiredService<TTransport>()));
        return services;
    }
}
