using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Reconciliation;

/// <summary>What was sent again for a config since its newest progress.</summary>
/// <param name="Mark">The progress it belongs to (<see cref="ResendPolicy.MarkOf"/>).</param>
/// <param name="Times">How often events were sent again, from 1.</param>
/// <param name="Last">When last (UTC).</param>
/// <param name="NextDue">When the next repeat may be (UTC).</param>
/// <param name="Events">Events sent last.</param>
public sealed record ResendState(string Mark, int Times, DateTimeOffset Last, DateTimeOffset NextDue, int Events) : StoredRecord;
