using Azure;
using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Compute.Models;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Azure.Scaling;

/// <summary>
/// Workers as machines of scale sets. Read is the capacity of their models: machines that were evicted or that deleted themselves left it.
/// Calls return when the service has accepted them, not when machines are there.
/// </summary>
/// <param name="arm">Client of Azure Resource Manager.</param>
/// <param name="kind">The kind of work.</param>
/// <param name="sets">The scale sets, filled in this order.</param>
public sealed class ScaleSetWorkerPool(ArmClient arm, WorkKind kind, IReadOnlyList<ResourceIdentifier> sets) : IWorkerPool
{
    /// <inheritdoc/>
    public WorkKind Kind => kind;

    /// <inheritdoc/>
    public async Task<int> ReadAsync(CancellationToken cancellationToken) =>
        (await LoadAsync(cancellationToken).ConfigureAwait(false)).Sum(CapacityOf);

    /// <inheritdoc/>
    public async Task SetAsync(int workers, CancellationToken cancellationToken)
    {
        var loaded = await LoadAsync(cancellationToken).ConfigureAwait(false);
        var shares = ScaleSetShares.Of([.. loaded.Select(CapacityOf)], workers);
        for (var set = 0; set < loaded.Count; set++)
        {
            if (shares[set] != CapacityOf(loaded[set]))
            {
                await ResizeAsync(loaded[set], shares[set], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var set in await LoadAsync(cancellationToken).ConfigureAwait(false))
        {
            // Machines first: were the capacity 0 and their deletion refused, nobody would look at those protected from scale-in again.
            await DeleteMachinesAsync(set, cancellationToken).ConfigureAwait(false);
            await ResizeAsync(set, 0, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task DeleteMachinesAsync(VirtualMachineScaleSetResource set, CancellationToken cancellationToken)
    {
        var machines = new List<string>();
        await foreach (var machine in set.GetVirtualMachineScaleSetVms().GetAllAsync(
            cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            machines.Add(machine.Data.InstanceId ?? machine.Data.Name);
        }

        if (machines.Count > 0)
        {
            await set.DeleteInstancesAsync(
                WaitUntil.Started, new VirtualMachineScaleSetVmInstanceRequiredIds(machines),
                cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ResizeAsync(VirtualMachineScaleSetResource set, int capacity, CancellationToken cancellationToken)
    {
        var sku = set.Data.Sku;
        var patch = new VirtualMachineScaleSetPatch { Sku = new ComputeSku { Name = sku?.Name, Tier = sku?.Tier, Capacity = capacity } };
        await set.UpdateAsync(WaitUntil.Started, patch, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static int CapacityOf(VirtualMachineScaleSetResource set) => (int)(set.Data.Sku?.Capacity ?? 0);

    private async Task<IReadOnlyList<VirtualMachineScaleSetResource>> LoadAsync(CancellationToken cancellationToken)
    {
        var loaded = new List<VirtualMachineScaleSetResource>(sets.Count);
        foreach (var set in sets)
        {
            loaded.Add(
                await arm.GetVirtualMachineScaleSetResource(set).GetAsync(cancellationToken: cancellationToken).ConfigureAwait(false));
        }

        return loaded;
    }
}
