using System.Collections.Concurrent;
using RingRift.Azure.Events;
using RingRift.Eventing.Envelope;

namespace RingRift.Benchmarks.Latency;

/// <summary>The real transport, which notes when an event comes out of the log to it and when the topic has accepted it.</summary>
internal sealed class StampedTransport(EventGridEventPublisher transport, TimeProvider time) : IEventPublisher
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset Logged, DateTimeOffset Accepted)> _stamps = new(StringComparer.Ordinal);

    /// <summary>When an event was in the log, and when the topic had accepted it.</summary>
    public (DateTimeOffset Logged, DateTimeOffset Accepted) Of(string eventId) => _stamps[eventId];

    public async Task PublishAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken)
    {
        var logged = time.GetUtcNow();
        await transport.PublishAsync(events, cancellationToken);
        var accepted = time.GetUtcNow();
        foreach (var envelope in events)
        {
            _stamps[envelope.Id] = (logged, accepted);
        }
    }
}
