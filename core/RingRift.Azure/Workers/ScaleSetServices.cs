using Azure.Core;
using Azure.ResourceManager;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RingRift.Pipeline.Workers;

namespace RingRift.Azure.Workers;

/// <summary>Registers what a worker asks of its scale set.</summary>
public static class ScaleSetServices
{
    /// <summary>The protection from scale-in, where section <see cref="ScaleSetOptions.Section"/> names a scale set; nothing elsewhere. Needs a credential.</summary>
    public static IServiceCollection AddScaleInProtection(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(ScaleSetOptions.Section);
        services.AddOptions<ScaleSetOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        if (section[nameof(ScaleSetOptions.ResourceId)] is { Length: > 0 } scaleSet)
        {
            services.TryAddSingleton<IScaleInProtection>(provider => new ScaleSetProtection(
                new ArmClient(provider.GetRequiredService<TokenCredential>(), defaultSubscriptionId: null, ScaleSetProtection.Versioned(new ArmClientOptions())),
                new ResourceIdentifier(scaleSet)));
        }

        return services;
    }
}
