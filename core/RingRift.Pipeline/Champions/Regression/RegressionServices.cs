using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RingRift.Eventing.Settings;

namespace RingRift.Pipeline.Champions.Regression;

/// <summary>Registers the watch over champions and what it leads to.</summary>
public static class RegressionServices
{
    /// <summary>Options, judge, policy and rollbacks. Their handlers are registered with the others.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds section <see cref="RegressionOptions.Section"/>.</param>
    public static IServiceCollection AddRegressionWatch(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddCheckedOptions<RegressionOptions>(configuration.GetSection(RegressionOptions.Section));
        services.TryAddSingleton<RegressionJudge>();
        services.TryAddSingleton<RegressionPolicy>();
        return services;
    }
}
