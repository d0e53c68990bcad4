using Azure.Core;
using Azure.ResourceManager;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RingRift.Azure.ScaleSets;
using RingRift.Eventing.Settings;
using RingRift.Pipeline.Jobs;

namespace RingRift.Azure.Workers;

/// <summary>Registers what a worker asks of its scale set.</summary>
public static class ScaleInProtectionServices
{
    /// <summary>
    /// The protection from scale-in, where section <see cref="WorkerScaleSetOptions.Section"/> names a scale set; nothing elsewhere. Needs
    /// a credential.
    /// </summary>
    public static IServiceCollection AddScaleInProtection(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(WorkerScaleSetOptions.Section);
        services.AddCheckedOptions<WorkerScaleSetOptions>(section);
        if (section[nameof(WorkerScaleSetOptions.ResourceId)] is { Length: > 0 } scaleSet)
        {
            services.AddScaleSetClient().TryAddSingleton<IScaleInProtection>(
                provider => new ScaleSetProtection(provider.GetRequiredService<ArmClient>(), new ResourceIdentifier(scaleSet)));
        }

        return services;
    }
}
