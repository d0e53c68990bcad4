using RingRift.Eventing.Envelope;

namespace RingRift.Pipeline.Compliance.Crashes;

/// <summary>A transport whose publisher may die before and after it took events.</summary>
public sealed class CrashingTransport(IEventPublisher inner, CrashScript script) : IEventPublisher
{
    public Task PublishAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken) =>
        script.StepAsync("publish", () => inner.PublishAsync(events, cancellationToken));
}
