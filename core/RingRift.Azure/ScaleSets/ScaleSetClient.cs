using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Compute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RingRift.Azure.ScaleSets;

/// <summary>The client of Azure Resource Manager with which the scaler and the workers reach scale sets.</summary>
internal static class ScaleSetClient
{
    // Machines of Flexible scale sets are listed and protected from 2023-09-01 on; the default of the library is older. The Bicep files use
    // this version too.
    private const string ApiVersion = "2024-07-01";

    /// <summary>Registers the client, with the identity of the process.</summary>
    /// <param name="services">Where to register; has a <see cref="TokenCredential"/>.</param>
    public static IServiceCollection AddScaleSetClient(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new ArmClient(
            provider.GetRequiredService<TokenCredential>(), defaultSubscriptionId: null, Versioned(new ArmClientOptions())));
        return services;
    }

    /// <summary>Lets a client speak the version that scale sets and their machines need.</summary>
    /// <param name="options">The client's options; changed and returned.</param>
    public static ArmClientOptions Versioned(ArmClientOptions options)
    {
        options.SetApiVersion(VirtualMachineScaleSetResource.ResourceType, ApiVersion);
        options.SetApiVersion(VirtualMachineScaleSetVmResource.ResourceType, ApiVersion);
        return options;
    }
}

/// <summary>Resource ids of scale sets.</summary>
internal static class ScaleSetId
{
    /// <summary>What they must be.</summary>
    public const string Rule =
        "the resource id of a scale set: /subscriptions/ID/resourceGroups/NAME/providers/Microsoft.Compute/virtualMachineScaleSets/NAME";

    private const string Type = "Microsoft.Compute/virtualMachineScaleSets";

    /// <summary>Whether a text is one.</summary>
    public static bool IsValid(string text) =>
        ResourceIdentifier.TryParse(text, out var id) && id is not null
        && string.Equals(id.ResourceType, Type, StringComparison.OrdinalIgnoreCase)
        && !string.IsNullOrEmpty(id.SubscriptionId) && !string.IsNullOrEmpty(id.ResourceGroupName);
}
