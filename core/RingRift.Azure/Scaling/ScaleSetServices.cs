using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Compute;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RingRift.Pipeline.Scaling;

namespace RingRift.Azure.Scaling;

/// <summary>Registers the worker pools on scale sets, for the process that scales.</summary>
public static class ScaleSetServices
{
    /// <summary>
    /// A pool for each kind of work with scale sets in <c>Scaler:Selfplay:ScaleSets</c> or <c>Scaler:Training:ScaleSets</c>. They are reached with the
    /// process's identity, which needs to read and write them and to delete their machines.
    /// </summary>
    /// <param name="services">Where to register; has the identity of <see cref="AzureServices.AddAzurePipeline"/>.</param>
    /// <param name="configuration">Holds section <see cref="ScalerOptions.Section"/>.</param>
    public static IServiceCollection AddScaleSetPools(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(ScalerOptions.Section);
        services.AddOptions<ScaleSetOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => new ArmClient(provider.GetRequiredService<TokenCredential>(), defaultSubscriptionId: null, ClientOptions()));
        var options = section.Get<ScaleSetOptions>() ?? new ScaleSetOptions();
        foreach (var kind in WorkKinds.All.Where(kind => options.Of(kind).Count > 0))
        {
            // Ids that are none are refused by the validation at start; parsing waits until then.
            services.AddSingleton<IWorkerPool>(provider => new ScaleSetWorkerPool(
                provider.GetRequiredService<ArmClient>(), kind, [.. options.Of(kind).Select(id => new ResourceIdentifier(id))]));
        }

        return services;
    }

    /// <summary>Options of the client: its own default is older than the first version that lists and protects machines of Flexible scale sets.</summary>
    internal static ArmClientOptions ClientOptions()
    {
        const string ApiVersion = "2024-07-01";
        var options = new ArmClientOptions();
        options.SetApiVersion(VirtualMachineScaleSetResource.ResourceType, ApiVersion);
        options.SetApiVersion(VirtualMachineScaleSetVmResource.ResourceType, ApiVersion);
        return options;
    }
}
