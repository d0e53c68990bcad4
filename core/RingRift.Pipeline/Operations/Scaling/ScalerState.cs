using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>State of the scaler's aggregate: its last decisions and the ledger of GPU-hours, in one commit.</summary>
/// <param name="Looked">When it last looked (UTC).</param>
/// <param name="Pools">The kinds of work that have workers to scale, in order.</param>
/// <param name="Days">GPU-hours of the last days, oldest first.</param>
/// <param name="AlertedOn">Day on which people were last told that the budget is nearly used up.</param>
public sealed record ScalerState(DateTimeOffset Looked, IReadOnlyList<PoolState> Pools, IReadOnlyList<GpuDay> Days, DateOnly? AlertedOn = null) : StoredRecord
{
    /// <summary>A kind's workers; null when they are not scaled.</summary>
    public PoolState? Of(WorkKind kind) => Pools.FirstOrDefault(pool => pool.Kind == kind);
}
