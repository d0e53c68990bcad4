using RingRift.Eventing.Envelope;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Aggregates;

/// <summary>
/// A state that keeps the events of the newest commit that made any, and those before it that are waited for. Whoever waits, waits for what
/// these lead to; a reconciler sends them again, each under its own id (K12, ADR 0013).
/// </summary>
/// <typeparam name="TState">The state itself.</typeparam>
public interface IResendable<out TState>
    where TState : StoredRecord
{
    /// <summary>The events, in the order of the commit; empty before the first.</summary>
    IReadOnlyList<EventEnvelope> Sent { get; }

    /// <summary>The state with the events of its newest commit.</summary>
    TState KeepingSent(IReadOnlyList<EventEnvelope> sent);
}
