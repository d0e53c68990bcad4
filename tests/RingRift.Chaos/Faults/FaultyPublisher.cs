using RingRift.Eventing.Envelope;
using RingRift.InMemory;

namespace RingRift.Chaos.Faults;

/// <summary>The real publisher, event log included, with faults before and after.</summary>
internal sealed class FaultyPublisher(IEventPublisher inner, FaultSource faults) : IEventPublisher
{
    public async Task PublishAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken)
    {
        faults.Pass(FaultPoint.BeforePublish);
        await inner.PublishAsync(events, cancellationToken);
        faults.Pass(FaultPoint.AfterPublish);
    }
}
