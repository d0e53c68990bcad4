using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Settings;

namespace RingRift.Eventing.Deduplication;

/// <summary>Registers the durable window. Its <see cref="IDeduplicationStore"/> comes from an adapter.</summary>
public static class DeduplicationServices
{
    /// <summary>Options and sweeper.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds section <see cref="DeduplicationOptions.Section"/>.</param>
    public static IServiceCollection AddDeduplication(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddCheckedOptions<DeduplicationOptions>(configuration.GetSection(DeduplicationOptions.Section));
        services.TryAddSingleton<RetentionClock>();
        services.TryAddSingleton<DeduplicationSweeper>();
        return services;
    }
}
