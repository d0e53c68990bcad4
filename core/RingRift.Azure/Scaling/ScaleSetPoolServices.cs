using Azure.Core;
using Azure.ResourceManager;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.ScaleSets;
using RingRift.Eventing.Settings;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Azure.Scaling;

/// <summary>Registers the worker pools on scale sets, for the process that scales.</summary>
public static class ScaleSetPoolServices
{
    /// <summary>
    /// A pool for each kind of work with scale sets in <c>Scaler:Selfplay:ScaleSets</c> or <c>Scaler:Training:ScaleSets</c>. They are reached with the
    /// process's identity, which needs to read and write them and to delete their machines.
    /// </summary>
    /// <param name="services">Where to register; has the identity of <see cref="AzureServices.AddAzurePipeline"/>.</param>
    /// <param name="configuration">Holds section <see cref="ScaleSetPoolOptions.Section"/>.</param>
    public static IServiceCollection AddScaleSetPools(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(ScaleSetPoolOptions.Section);
        services.AddCheckedOptions<ScaleSetPoolOptions>(section);
        services.AddScaleSetClient();
        var options = section.Get<ScaleSetPoolOptions>() ?? new ScaleSetPoolOptions();
        foreach (var kind in WorkKinds.All.Where(kind => options.Of(kind).Count > 0))
        {
            // Ids that are none are refused by the validation at start; parsing waits until then.
            services.AddSingleton<IWorkerPool>(provider => new ScaleSetWorkerPool(
                provider.GetRequiredService<ArmClient>(), kind, [.. options.Of(kind).Select(id => new ResourceIdentifier(id))]));
        }

        return services;
    }
}
