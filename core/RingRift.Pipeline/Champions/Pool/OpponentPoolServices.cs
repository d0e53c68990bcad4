using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RingRift.Eventing.Settings;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>Registers the opponent pool.</summary>
public static class OpponentPoolServices
{
    /// <summary>
    /// Options, policies, the pool's reader and the choice of past opponents. Its handlers are registered with the others.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds section <see cref="OpponentPoolOptions.Section"/>.</param>
    public static IServiceCollection AddOpponentPools(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddCheckedOptions<OpponentPoolOptions>(configuration.GetSection(OpponentPoolOptions.Section));
        services.TryAddSingleton<OpponentPoolPolicy>();
        services.TryAddSingleton<OpponentRating>();
        services.TryAddSingleton<OpponentSelector>();
        services.TryAddSingleton<OpponentPoolStore>();
        services.TryAddSingleton<PastOpponents>();
        services.TryAddSingleton<OpponentPoolReader>();
        return services;
    }
}
