using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RingRift.Eventing.Settings;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>
/// Registers the scaler (ADR 0023). The workers come from an adapter, one <see cref="IWorkerPool"/> for each kind of work; without any it
/// is off.
/// </summary>
public static class ScalingServices
{
    /// <summary>Name of the daemon.</summary>
    public const string Daemon = "ScaleWorkers";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>Options, policy and daemon.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds section <see cref="ScalerOptions.Section"/>.</param>
    public static IServiceCollection AddScaling(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddCheckedOptions<ScalerOptions>(configuration.GetSection(ScalerOptions.Section));
        services.TryAddSingleton(provider => new ScaledWorkers(
            provider.GetServices<IWorkerPool>().Any(pool => pool.Kind == WorkKind.SelfPlay) ? provider.GetRequiredService<ScalerOptions>().SelfPlay.Maximum : 0));
        services.TryAddSingleton<ScaleRound>();
        services.TryAddSingleton<ScalerMetrics>();
        services.TryAddSingleton<WorkerScaler>();
        services.TryAddSingleton<ScalerReportReader>();
        return services.AddDaemon<WorkerScaler>(Daemon, Interval, (scaler, stop) => scaler.LookAsync(stop), critical: true);
    }
}
