using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RingRift.Pipeline.Distribution;
using RingRift.Pipeline.Export;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Ingest;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Matches;
using RingRift.Pipeline.Promotion;
using RingRift.Pipeline.Runs;
using RingRift.Pipeline.Selfplay;
using RingRift.Pipeline.Sync;
using RingRift.Pipeline.Training;

namespace RingRift.Pipeline;

/// <summary>Registers the pipeline. The ports come from an adapter: <c>AddInMemoryPipeline</c> or the storage adapters.</summary>
public static class PipelineServices
{
    /// <summary>Source of events made by stage handlers.</summary>
    public const string FunctionsSource = "/ringrift/functions";

    /// <summary>The stages, one handler for each event but the two commands that GPU workers take.</summary>
    private static readonly Type[] Handlers =
    [
        typeof(CollectSelfplay), typeof(SyncGames), typeof(ExportSamples), typeof(PlanTraining), typeof(RecordTrainingStarted), typeof(PlanEvaluation),
        typeof(EndFailedTraining), typeof(PlayMatches), typeof(CollectMatches), typeof(DecidePromotion), typeof(DistributeModel),
        typeof(ContinueAfterDistribution), typeof(ContinueAfterRejection),
    ];

    /// <summary>What every process that commits events needs: factory, dispatcher, sweeper, transaction. Workers need no more.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds section <see cref="OutboxOptions.Section"/>.</param>
    /// <param name="source">CloudEvents source of this process, for example <c>/ringrift/gpu-worker</c>.</param>
    public static IServiceCollection AddEventing(this IServiceCollection services, IConfiguration configuration, string source)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<OutboxOptions>().Bind(configuration.GetSection(OutboxOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => new EventFactory(provider.GetRequiredService<TimeProvider>(), source));
        services.TryAddSingleton<OutboxDispatcher>();
        services.TryAddSingleton<OutboxSweeper>();
        services.TryAddSingleton<AggregateTransaction>();
        return services;
    }

    /// <summary>The whole main line: options, policies, one handler for each stage event, router, run starter and status reader.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds sections <see cref="PipelineOptions.Section"/> and <see cref="OutboxOptions.Section"/>.</param>
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddEventing(configuration, FunctionsSource);
        services.AddOptions<PipelineOptions>().Bind(configuration.GetSection(PipelineOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<PipelineOptions>>().Value);
        services.TryAddSingleton<NextIterationPolicy>();
        services.TryAddSingleton<IterationStore>();
        services.TryAddSingleton<IterationSuccession>();
        services.TryAddSingleton<ShardVerifier>();
        services.TryAddSingleton<SampleExporter>();
        services.TryAddSingleton<TrainingPlanPolicy>();
        services.TryAddSingleton<EvaluationPlanPolicy>();
        services.TryAddSingleton<MatchPlayer>();
        services.TryAddSingleton<PromotionGate>();
        services.TryAddSingleton<ChampionSwap>();
        foreach (var handler in Handlers)
        {
            services.TryAddEnumerable(ServiceDescriptor.Singleton(typeof(IEventHandler), handler));
        }

        services.TryAddSingleton<EventIngest>();
        services.TryAddSingleton<RunStarter>();
        services.TryAddSingleton<RunStatusReader>();
        services.TryAddSingleton<EventDispatcher>();
        return services;
    }
}
