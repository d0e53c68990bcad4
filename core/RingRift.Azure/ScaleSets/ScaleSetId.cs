using Azure.Core;

namespace RingRift.Azure.ScaleSets;

/// <summary>Resource ids of scale sets.</summary>
internal static class ScaleSetId
{
    /// <summary>What they must be.</summary>
    public const string Rule = "the resource id of a scale set: /subscriptions/ID/resourceGroups/NAME/providers/Microsoft.Compute/virtualMachineScaleSets/NAME";

    private const string Type = "Microsoft.Compute/virtualMachineScaleSets";

    /// <summary>Whether a text is one.</summary>
    public static bool IsValid(string text) =>
        ResourceIdentifier.TryParse(text, out var id) && id is not null
        && string.Equals(id.ResourceType, Type, StringComparison.OrdinalIgnoreCase)
        && !string.IsNullOrEmpty(id.SubscriptionId) && !string.IsNullOrEmpty(id.ResourceGroupName);
}
