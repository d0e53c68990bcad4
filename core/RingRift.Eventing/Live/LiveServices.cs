using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using RingRift.Eventing.Routing;
using RingRift.Eventing.Settings;

namespace RingRift.Eventing.Live;

/// <summary>Registers the live feed of a process that serves it.</summary>
public static class LiveServices
{
    /// <summary>Feed, its looks into the log, and its observer of what this process publishes.</summary>
    /// <param name="services">Where to register; <see cref="RoutingServices.AddRouting"/> and the event log are added apart.</param>
    /// <param name="configuration">Holds section <see cref="LiveOptions.Section"/>.</param>
    public static IServiceCollection AddLiveFeed(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddCheckedOptions<LiveOptions>(configuration.GetSection(LiveOptions.Section));
        services.TryAddSingleton<LiveFeed>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LiveWatch>());
        return services.AddSubscription(provider =>
        {
            var feed = provider.GetRequiredService<LiveFeed>();
            return Subscription.ToAll(nameof(LiveFeed), (routed, _) =>
            {
                feed.Tell(routed.Envelope);
                return ValueTask.CompletedTask;
            });
        });
    }
}
