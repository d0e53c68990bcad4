using RingRift.Eventing.Envelope;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Compliance.Crashes;

/// <summary>An event log whose process may die around every write.</summary>
public sealed class CrashingEventLog(IEventLog inner, CrashScript script) : IEventLog
{
    public Task AppendPublishedAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken) =>
        script.StepAsync("log the publishing", () => inner.AppendPublishedAsync(events, cancellationToken));

    public Task AppendHandledAsync(IReadOnlyList<HandlingRecord> records, CancellationToken cancellationToken) =>
        script.StepAsync("log the delivery", () => inner.AppendHandledAsync(records, cancellationToken));

    public IAsyncEnumerable<LoggedEvent> OfCorrelationAsync(string correlationId, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken) =>
        inner.OfCorrelationAsync(correlationId, unreadable, cancellationToken);

    public IAsyncEnumerable<LoggedEvent> QueryAsync(EventLogQuery query, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken) => inner.QueryAsync(query, unreadable, cancellationToken);

    public Task<int> DeleteBeforeAsync(DateTimeOffset hour, CancellationToken cancellationToken) => inner.DeleteBeforeAsync(hour, cancellationToken);
}
