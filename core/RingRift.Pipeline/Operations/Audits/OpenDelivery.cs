using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Audits;

/// <summary>A delivery whose end the event log does not show yet.</summary>
/// <param name="EventId">The event.</param>
/// <param name="CorrelationId">Its chain, where the log holds it.</param>
/// <param name="Consumer">Name of the handler, or of the queue whose worker takes the event.</param>
/// <param name="Redeliveries">Times the audit has sent it again.</param>
/// <param name="LookAt">When to look again (UTC).</param>
public sealed record OpenDelivery(string EventId, string CorrelationId, string Consumer, int Redeliveries, DateTimeOffset LookAt) : StoredRecord;
