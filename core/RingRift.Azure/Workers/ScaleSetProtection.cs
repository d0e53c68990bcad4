using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.ResourceManager;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using RingRift.Pipeline.Jobs;

namespace RingRift.Azure.Workers;

/// <summary>
/// <c>protectionPolicy.protectFromScaleIn</c> of the machines of a scale set, through Azure Resource Manager. Needs the actions read and
/// write on <c>virtualMachineScaleSets/virtualMachines</c>.
/// </summary>
/// <param name="client">Client of Azure Resource Manager, in version 2023-09-01 or later of machines of scale sets.</param>
/// <param name="scaleSet">Resource id of the scale set.</param>
public sealed class ScaleSetProtection(ArmClient client, ResourceIdentifier scaleSet) : IScaleInProtection
{
    /// <inheritdoc/>
    public Task<bool> IsProtectedAsync(string instance, CancellationToken cancellationToken) => CallAsync(
        instance,
        async machine => IsProtected((await machine.GetAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value.Data));

    /// <inheritdoc/>
    public Task SetAsync(string instance, bool isProtected, CancellationToken cancellationToken) => CallAsync(
        instance,
        async machine =>
        {
            var data = (await machine.GetAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value.Data;
            if (IsProtected(data) != isProtected)
            {
                data.ProtectionPolicy ??= new VirtualMachineScaleSetVmProtectionPolicy();
                data.ProtectionPolicy.ProtectFromScaleIn = isProtected;
                await machine.UpdateAsync(WaitUntil.Completed, data, cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            return true;
        });

    private static bool IsProtected(VirtualMachineScaleSetVmData data) => data.ProtectionPolicy?.ProtectFromScaleIn ?? false;

    private async Task<TResult> CallAsync<TResult>(string instance, Func<VirtualMachineScaleSetVmResource, Task<TResult>> call)
    {
        var id = VirtualMachineScaleSetVmResource.CreateResourceIdentifier(
            scaleSet.SubscriptionId, scaleSet.ResourceGroupName, scaleSet.Name, instance);
        try
        {
            return await call(client.GetVirtualMachineScaleSetVmResource(id)).ConfigureAwait(false);
        }
        catch (RequestFailedException refused)
        {
            throw new ScaleInProtectionException(instance, $"{refused.Status} {refused.ErrorCode}", refused);
        }
        catch (Exception failed) when (failed is AuthenticationFailedException or AggregateException)
        {
            throw new ScaleInProtectionException(instance, failed.Message, failed);
        }
    }
}
