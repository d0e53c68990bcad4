using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Log;
using RingRift.Eventing.Settings;
using RingRift.Pipeline.Operations.Daemons;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>Registers what takes old things away, and its daemons.</summary>
public static class RetentionServices
{
    private static readonly TimeSpan SixHours = TimeSpan.FromHours(6);

    /// <summary>
    /// Retention of inboxes, jobs, heartbeats and artifacts, its report, and the sweeps of the event log and the durable window.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds section <see cref="RetentionOptions.Section"/>.</param>
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddCheckedOptions<RetentionOptions>(configuration.GetSection(RetentionOptions.Section));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>());
        services.TryAddSingleton<RetentionMetrics>();
        services.TryAddSingleton<LiveArtifacts>();
        services.TryAddSingleton<InboxRetention>();
        services.TryAddSingleton<JobRetention>();
        services.TryAddSingleton<ProgressRetention>();
        services.TryAddSingleton<ArtifactRetention>();
        services.TryAddSingleton<RetentionReportReader>();
        return services.AddSweeps();
    }

    private static IServiceCollection AddSweeps(this IServiceCollection services)
    {
        services.AddDaemon<EventLogRetention>(
            "SweepEventLog", TimeSpan.FromMinutes(10),
            async (log, stop) => $"{await log.SweepAsync(stop).ConfigureAwait(false)} events forgotten", resumable: true);
        services.AddDaemon<DeduplicationSweeper>(
            "SweepDeduplication", SixHours, async (window, stop) => $"{await window.SweepAsync(stop).ConfigureAwait(false)} rows removed",
            resumable: true);
        services.AddDaemon<InboxRetention>("SweepInboxes", SixHours, (inboxes, stop) => inboxes.SweepAsync(stop), resumable: true);
        services.AddDaemon<JobRetention>("SweepJobs", SixHours, (jobs, stop) => jobs.SweepAsync(stop), resumable: true);
        services.AddDaemon<ProgressRetention>("SweepProgress", SixHours, (progress, stop) => progress.SweepAsync(stop), resumable: true);
        return services.AddDaemon<ArtifactRetention>(
            "SweepArtifacts", SixHours, (artifacts, stop) => artifacts.SweepAsync(stop), resumable: true);
    }
}
