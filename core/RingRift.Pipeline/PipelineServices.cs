using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Ingest;
using RingRift.Eventing.Log;
using RingRift.Eventing.Recovery;
using RingRift.Eventing.Routing;
using RingRift.Eventing.Settings;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Champions.Ratings;
using RingRift.Pipeline.Champions.Regression;
using RingRift.Pipeline.Champions.Rollback;
using RingRift.Pipeline.Inference;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Operations;
using RingRift.Pipeline.Operations.Redelivery;
using RingRift.Pipeline.Operations.Retention;
using RingRift.Pipeline.Runs;
using RingRift.Pipeline.Stages.Distribution;
using RingRift.Pipeline.Stages.Evaluation;
using RingRift.Pipeline.Stages.Export;
using RingRift.Pipeline.Stages.Promotion;
using RingRift.Pipeline.Stages.Succession;
using RingRift.Pipeline.Stages.Sync;
using RingRift.Pipeline.Stages.Training;

namespace RingRift.Pipeline;

/// <summary>Registers the pipeline. The ports come from an adapter: <c>AddInMemoryPipeline</c> or the storage adapters.</summary>
public static class PipelineServices
{
    /// <summary>Source of events made by stage handlers.</summary>
    public const string FunctionsSource = "/ringrift/functions";

    /// <summary>
    /// Every handler of this assembly: the stages and what watches them. A test holds them to the consumers that the catalogue names.
    /// </summary>
    private static IEnumerable<Type> Handlers => typeof(PipelineServices).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IEventHandler)))
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>
    /// What every process that commits events needs: factory, router, dispatcher, sweeper, transaction, event log, metrics of networks. Workers need no more.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds sections <see cref="OutboxOptions.Section"/>, <see cref="EventLogOptions.Section"/> and those of <see cref="RoutingServices.AddRouting"/>.</param>
    /// <param name="source">CloudEvents source of this process, for example <c>/ringrift/gpu-worker</c>.</param>
    public static IServiceCollection AddEventing(this IServiceCollection services, IConfiguration configuration, string source)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddCheckedOptions<OutboxOptions>(configuration.GetSection(OutboxOptions.Section));
        services.TryAddSingleton(provider => new EventFactory(provider.GetRequiredService<TimeProvider>(), source));
        services.AddRouting(configuration);
        services.TryAddSingleton<OutboxDispatcher>();
        services.TryAddSingleton<OutboxSweeper>();
        services.TryAddSingleton<AggregateTransaction>();
        services.TryAddSingleton<InferenceMetrics>();
        services.AddEventLog(configuration);
        services.TryAddSingleton<AggregateChange>();
        return services;
    }

    /// <summary>The whole main line: options, policies, one handler for each stage event, router, run starter and status reader.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds sections <see cref="PipelineOptions.Section"/>, <see cref="DeduplicationOptions.Section"/> and those of <see cref="AddEventing"/>.</param>
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddEventing(configuration, FunctionsSource);
        services.AddDeduplication(configuration);
        AddStageOptions(services, configuration.GetSection(PipelineOptions.Section));
        services.TryAddSingleton<NextIterationPolicy>();
        services.TryAddSingleton<IterationStore>();
        services.TryAddSingleton<IterationHistory>();
        services.TryAddSingleton(provider => LearnerPolicy(provider));
        services.TryAddSingleton<LearnerStore>();
        services.TryAddSingleton<SelfPlaySizing>();
        services.TryAddSingleton<SelfPlayFeed>();
        services.TryAddSingleton<MatchCollectionPolicy>();
        services.TryAddSingleton<ShardVerifier>();
        services.TryAddSingleton<SampleExporter>();
        services.TryAddSingleton<TrainingPlanPolicy>();
        services.TryAddSingleton<EvaluationPlanPolicy>();
        services.TryAddSingleton<MatchPlayer>();
        services.TryAddSingleton<PromotionGate>();
        services.TryAddSingleton<ChampionSwap>();
        services.TryAddSingleton<ChampionDistribution>();
        services.AddOpponentPools(configuration);
        services.TryAddSingleton<RatingReader>();
        services.AddRegressionWatch(configuration);
        services.TryAddSingleton<ChampionReturn>();
        services.TryAddSingleton<ChampionRollbacks>();
        foreach (var handler in Handlers)
        {
            services.TryAddEnumerable(ServiceDescriptor.Singleton(typeof(IEventHandler), handler));
        }

        services.TryAddSingleton<IngestedContent>();
        services.TryAddSingleton<EventIngest>();
        services.TryAddSingleton<RunStarter>();
        services.TryAddSingleton<RunStatusReader>();
        services.TryAddSingleton<LineageReader>();
        services.TryAddSingleton<EventDispatcher>();
        AddRedelivery(services);
        services.AddOperations(configuration);
        return services.AddDeliveryAudit(configuration).AddRetention(configuration);
    }

    /// <summary>Section <c>Pipeline</c>, a class for each stage with options of its own and one for what they share.</summary>
    private static void AddStageOptions(IServiceCollection services, IConfigurationSection section)
    {
        services.AddCheckedOptions<PipelineOptions>(section);
        services.AddCheckedOptions<ExportOptions>(section);
        services.AddCheckedOptions<TrainingPlanOptions>(section);
        services.AddCheckedOptions<EvaluationOptions>(section);
        services.AddCheckedOptions<PromotionOptions>(section);
        services.AddCheckedOptions<LearnerOptions>(section);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PipelineOptions>, PipelineCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LearnerOptions>, ScheduleCheck>());
        services.TryAddSingleton<IterationSizes>();
    }

    private static LearnerPolicy LearnerPolicy(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<LearnerOptions>();
        return new LearnerPolicy(
            provider.GetRequiredService<PipelineOptions>(), options, options.Schedule is { } path ? new ReplayPolicy(RunSchedule.Read(path)) : null);
    }

    private static void AddRedelivery(IServiceCollection services)
    {
        services.TryAddSingleton<JobRevival>();
        services.TryAddSingleton<RedeliverySender>();
        services.TryAddSingleton<ConsumerDirectory>();
        services.TryAddSingleton<DeadLetterNotices>();
        services.TryAddSingleton<DeadLetterOperations>();
        services.TryAddSingleton<EventReplay>();
        services.TryAddSingleton<DeadLetterMetrics>();
    }
}
