using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Settings;

namespace RingRift.Pipeline.Operations.Daemons;

/// <summary>Registers daemons and what runs them.</summary>
public static class DaemonServices
{
    /// <summary>The registry, checked at start, the runner and the report.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds section <see cref="DaemonOptions.Section"/>.</param>
    public static IServiceCollection AddDaemons(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        // Asking for the registry checks it: its constructor names what is wrong.
        services.AddCheckedOptions<DaemonOptions>(configuration.GetSection(DaemonOptions.Section))
            .Validate<DaemonRegistry>((_, registry) => registry.InOrder.Count > 0, "no daemon is registered").ValidateOnStart();
        services.TryAddSingleton<DaemonRegistry>();
        services.TryAddSingleton(provider => new DaemonPolicy(provider.GetRequiredService<IOptions<DaemonOptions>>().Value));
        services.TryAddSingleton<DaemonRunner>();
        services.TryAddSingleton<DaemonReportReader>();
        return services;
    }

    /// <summary>One daemon: a method of a registered service, which is made at the daemon's first run.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="name">Unique name: letters and digits.</param>
    /// <param name="interval">Time from the end of one run to the start of the next.</param>
    /// <param name="run">Runs it once and says what it did.</param>
    /// <param name="critical">Whether the pipeline loses its promises without it.</param>
    /// <param name="resumable">Whether a run that is stopped early goes on with the next
    /// (<see cref="DaemonDefinition.Resumable"/>).</param>
    /// <param name="dependsOn">Names of daemons that go first.</param>
    public static IServiceCollection AddDaemon<TService>(
        this IServiceCollection services,
        string name,
        TimeSpan interval,
        Func<TService, CancellationToken, Task<string>> run,
        bool critical = false,
        bool resumable = false,
        params IReadOnlyList<string> dependsOn)
        where TService : notnull =>
        services.AddSingleton(provider => new DaemonDefinition
        {
            Name = name,
            Interval = interval,
            Run = cancellationToken => run(provider.GetRequiredService<TService>(), cancellationToken),
            Critical = critical,
            Resumable = resumable,
            DependsOn = dependsOn,
        });
}
