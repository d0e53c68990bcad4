using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Jobs;
using RingRift.GpuWorker.Training;
using RingRift.Pipeline;

namespace RingRift.GpuWorker;

/// <summary>Registers the worker. The ports come from an adapter.</summary>
public static class WorkerServices
{
    /// <summary>CloudEvents source of the worker.</summary>
    public const string Source = "/ringrift/gpu-worker";

    /// <summary>Both kinds of jobs, the processor and the loop.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds sections <c>Worker</c>, <c>SelfPlay</c> and <c>Training</c>.</param>
    /// <param name="arguments">The command line.</param>
    public static IServiceCollection AddWorker(this IServiceCollection services, IConfiguration configuration, WorkerArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddEventing(configuration, Source);
        services.AddOptions<WorkerOptions>().Bind(configuration.GetSection(WorkerOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SelfPlayJobOptions>().Bind(configuration.GetSection(SelfPlayJobOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TrainingOptions>().Bind(configuration.GetSection(TrainingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(arguments);
        services.TryAddSingleton(provider => WorkerIdentity.OfThisProcess(provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Name));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IJobKind, TrainingJob>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IJobKind, SelfPlayJob>());
        services.TryAddSingleton<JobProcessor>();
        services.TryAddSingleton<WorkerLoop>();
        return services;
    }
}
