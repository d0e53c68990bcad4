using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Audits;

/// <summary>
/// How far the log is audited. A pass takes the events published between <see cref="Through"/> and <see cref="Until"/>, newest first as the log gives them,
/// and may take several runs.
/// </summary>
public sealed record DeliveryAuditState : StoredRecord
{
    /// <summary>Every event published before is audited, or among <see cref="Open"/> (UTC).</summary>
    public required DateTimeOffset Through { get; init; }

    /// <summary>End of the pass under way (UTC); null between two passes.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Events of the pass published at or after this time are audited (UTC); null before the first of them.</summary>
    public DateTimeOffset? Below { get; init; }

    /// <summary>Deliveries to look at again, by time.</summary>
    public IReadOnlyList<OpenDelivery> Open { get; init; } = [];
}
