using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Events;
using RingRift.Eventing.Log;
using RingRift.Eventing.Settings;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations.Clocks;
using RingRift.Pipeline.Operations.Conditions;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Queues;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Operations.Stalls;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Operations;

/// <summary>Registers what looks after the main line: daemons, reconcilers, stall detection, holds and conditions (ADR 0013).</summary>
public static class OperationsServices
{
    /// <summary>Name of the daemon that publishes what crashes left; the others go behind it, for what they look for may just have been published.</summary>
    public const string SweepOutbox = "SweepOutbox";

    /// <summary>Name of the daemon that looks for deliveries lost to one consumer.</summary>
    public const string AuditDeliveries = "AuditDeliveries";

    /// <summary>Everything, with the daemons of the pipeline.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds the sections of daemons, reconciliation, stalls, dead letters, back-pressure and scaler.</param>
    public static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(provider =>
            provider.GetRequiredService<IOptions<BackPressureOptions>>().Value.WithRoomFor(provider.GetRequiredService<ScaledWorkers>().MostJobs));
        services.AddCheckedOptions<BackPressureOptions>(configuration.GetSection(BackPressureOptions.Section));
        services.AddCheckedOptions<ReconciliationOptions>(configuration.GetSection(ReconciliationOptions.Section));
        services.AddCheckedOptions<DeadLetterWatchOptions>(configuration.GetSection(DeadLetterWatchOptions.Section));
        services.AddCheckedOptions<StallOptions>(configuration.GetSection(StallOptions.Section));
        services.TryAddSingleton<ClockWatch>();
        services.TryAddSingleton<BackPressurePolicy>();
        services.TryAddSingleton<QueueMetrics>();
        services.TryAddSingleton<QueueWatch>();
        services.TryAddSingleton<PipelinePauses>();
        services.TryAddSingleton<PipelineHolds>();
        services.TryAddSingleton<JobStore>();
        services.TryAddSingleton<OpenIterations>();
        services.TryAddSingleton(provider => new LoggedEvents(provider.GetService<IEventLog>()));
        services.TryAddSingleton<ResendPolicy>();
        services.TryAddSingleton<StageReconciler>();
        services.TryAddSingleton<StallPolicy>();
        services.TryAddSingleton<StallDetector>();
        services.TryAddSingleton<DeadLetterWatch>();
        services.TryAddSingleton<ConditionPolicy>();
        services.TryAddSingleton<RunConditionsReader>();
        return services.AddDaemons(configuration).AddPipelineDaemons().AddScaling(configuration);
    }

    /// <summary>The reconciler of deliveries. Needs the pipeline and its adapters.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds section <see cref="DeliveryAuditOptions.Section"/>.</param>
    public static IServiceCollection AddDeliveryAudit(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddCheckedOptions<DeliveryAuditOptions>(configuration.GetSection(DeliveryAuditOptions.Section));
        services.TryAddSingleton<DeliveryAuditMetrics>();
        services.TryAddSingleton<DeliveryAuditPolicy>();
        services.TryAddSingleton<DeliveryFactsReader>();
        services.TryAddSingleton<DeliveryRemedy>();
        services.TryAddSingleton<DeliveryAudit>();
        return services.AddDaemon<DeliveryAudit>(
            AuditDeliveries, TimeSpan.FromMinutes(1), (audit, stop) => audit.AuditAsync(stop), resumable: true, dependsOn: SweepOutbox);
    }

    /// <summary>The daemons that the pipeline cannot do without. A further one is one more line, here or where its service is registered.</summary>
    private static IServiceCollection AddPipelineDaemons(this IServiceCollection services)
    {
        services.AddDaemon<OutboxSweeper>(
            SweepOutbox, TimeSpan.FromSeconds(10), async (sweeper, stop) => $"{await sweeper.SweepAsync(stop).ConfigureAwait(false)} events published", critical: true);
        services.AddDaemon<SelfPlayFeed>("FeedSelfPlay", TimeSpan.FromSeconds(10), (feed, stop) => feed.FillAllAsync(stop), critical: true, dependsOn: SweepOutbox);
        services.AddDaemon<ClockWatch>("WatchClock", TimeSpan.FromSeconds(30), (watch, stop) => watch.LookAsync(stop), critical: true);
        services.AddDaemon<PipelinePauses>("ExpirePauses", TimeSpan.FromSeconds(30), (pauses, stop) => pauses.ExpireAsync(stop), dependsOn: SweepOutbox);
        services.AddDaemon<QueueWatch>("WatchQueues", TimeSpan.FromSeconds(30), (watch, stop) => watch.MeasureAsync(stop), dependsOn: SweepOutbox);
        services.AddDaemon<StallDetector>("WatchProgress", TimeSpan.FromMinutes(1), (detector, stop) => detector.LookAsync(stop), dependsOn: SweepOutbox);
        services.AddDaemon<DeadLetterWatch>("WatchDeadLetters", TimeSpan.FromMinutes(1), (watch, stop) => watch.LookAsync(stop), dependsOn: SweepOutbox);
        foreach (var stage in Enum.GetValues<IterationStage>())
        {
            services.AddDaemon<StageReconciler>(
                NameOf(stage), TimeSpan.FromSeconds(30), (reconciler, stop) => reconciler.ReconcileAsync(stage, stop), critical: true, dependsOn: SweepOutbox);
        }

        return services;
    }

    private static string NameOf(IterationStage stage) => stage == IterationStage.Finished ? "ReconcileSuccession" : $"Reconcile{IterationStages.NameOf(stage)}";
}
