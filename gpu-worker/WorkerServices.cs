using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RingRift.Azure.Workers;
using RingRift.Eventing.Settings;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Drain;
using RingRift.GpuWorker.Health;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Jobs;
using RingRift.GpuWorker.Metadata;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.ScaleIn;
using RingRift.GpuWorker.SelfTest;
using RingRift.GpuWorker.Status;
using RingRift.GpuWorker.Training;
using RingRift.Hosting;
using RingRift.Pipeline;

namespace RingRift.GpuWorker;

/// <summary>Registers the worker. The ports come from an adapter.</summary>
public static class WorkerServices
{
    /// <summary>CloudEvents source of the worker.</summary>
    public const string Source = "/ringrift/gpu-worker";

    /// <summary>
    /// Both kinds of jobs, the processor, the loop and what guards them. Nothing of it runs by itself; see <see cref="AddWorkerHosting"/>.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds the sections named in <see cref="WorkerArguments.Usage"/>.</param>
    /// <param name="arguments">The command line.</param>
    public static IServiceCollection AddWorker(this IServiceCollection services, IConfiguration configuration, WorkerArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddEventing(configuration, Source);
        services.AddCheckedOptions<WorkerOptions>(configuration.GetSection(WorkerOptions.Section));
        services.TryAddSingleton(
            provider => WorkerIdentity.OfThisProcess(provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Name));
        services.TryAddSingleton<WorkerDrain>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IJobKind, TrainingJob>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IJobKind, SelfPlayJob>());
        services.TryAddSingleton<JobProcessor>();
        services.TryAddSingleton<WorkerLoop>();
        services.TryAddSingleton<SelfTestGate>();
        return services.AddSelfTest(configuration, arguments);
    }

    /// <summary>The self-test with its rungs, and what it needs of the settings of jobs.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds sections <c>SelfTest</c>, <c>SelfPlay</c> and <c>Training</c>.</param>
    /// <param name="arguments">The command line.</param>
    public static IServiceCollection AddSelfTest(this IServiceCollection services, IConfiguration configuration, WorkerArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddCheckedOptions<SelfTestOptions>(configuration.GetSection(SelfTestOptions.Section));
        services.AddCheckedOptions<SelfPlayJobOptions>(configuration.GetSection(SelfPlayJobOptions.Section));
        services.AddCheckedOptions<TrainingOptions>(configuration.GetSection(TrainingOptions.Section));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TrainingOptions>, WorkerMemoryCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SelfPlayJobOptions>, WorkerMemoryCheck>());
        services.TryAddSingleton(arguments);
        services.TryAddSingleton<WorkerStatus>();
        services.TryAddSingleton<RungMemory>();
        services.TryAddSingleton<WorkerRungs>();
        services.TryAddSingleton<IEvaluatorSource, OnnxEvaluatorSource>();
        services.TryAddSingleton<ITrainingStep, TorchTrainingStep>();
        services.TryAddSingleton<InferenceCheck>();
        services.TryAddSingleton<TrainingStepCheck>();
        services.TryAddSingleton<WorkerSelfTest>();
        return services;
    }

    /// <summary>
    /// Everything that runs beside the jobs, and the loop. The order matters: services stop in the reverse one, so the loop ends first,
    /// then the machine is released and its end acknowledged, and health is told to the last.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds sections <c>Health</c>, <c>Metadata</c> and <c>ScaleSet</c>.</param>
    public static IServiceCollection AddWorkerHosting(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddCheckedOptions<HealthOptions>(configuration.GetSection(HealthOptions.Section));
        services.AddCheckedOptions<MetadataOptions>(configuration.GetSection(MetadataOptions.Section));
        services.AddScaleInProtection(configuration);
        services.AddOptions<HostOptions>().Configure<IOptions<WorkerOptions>>((host, worker) => host.ShutdownTimeout = worker.Value.Drain);
        services.TryAddSingleton<MetadataClient>();
        services.TryAddSingleton<OwnInstance>();
        services.TryAddSingleton<HealthServer>();
        services.AddHostedService(provider => provider.GetRequiredService<HealthServer>());
        services.AddHostedService(provider => provider.GetRequiredService<WorkerDrain>());
        services.AddHostedService<ScheduledEventWatch>();
        services.AddHostedService<ScaleInGuard>();
        services.AddParentWatch();
        services.AddHostedService(provider => provider.GetRequiredService<WorkerLoop>());
        return services;
    }

    /// <summary>Ends the worker in good order when the process that started it is gone.</summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddParentWatch(this IServiceCollection services) => services.AddHostedService(provider =>
        new ParentWatch(provider.GetRequiredService<WorkerArguments>().ParentProcess, provider.GetRequiredService<WorkerDrain>().Begin));
}
