using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Log;
using RingRift.InMemory;

namespace RingRift.Pipeline.Compliance.Crashes;

/// <summary>What outlives a process: the adapters under test, and a transport that keeps what it takes.</summary>
/// <param name="Aggregates">States, inboxes and outboxes.</param>
/// <param name="Log">The event log.</param>
/// <param name="DeadLetters">Dead letters.</param>
public sealed record CrashStorage(IAggregateStore Aggregates, IEventLog Log, IDeadLetterStore DeadLetters)
{
    /// <summary>The transport.</summary>
    public InMemoryEventBus Transport { get; } = new(new FaultInjector());
}
