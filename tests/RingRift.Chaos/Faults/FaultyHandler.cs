using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Chaos.Faults;

/// <summary>A real handler, some of whose invocations fail.</summary>
internal sealed class FaultyHandler(IEventHandler inner, FaultSource faults) : IEventHandler
{
    public string Name => inner.Name;

    public DataEventType Accepts => inner.Accepts;

    public async Task<HandlerResult> HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var armed = faults.ArmInvocation();
        var result = await inner.HandleAsync(envelope, cancellationToken);
        faults.PassEnd(armed);
        return result;
    }
}
