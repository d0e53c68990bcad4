using RingRift.Eventing.DeadLetters;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryDeadLetterStoreTests : DeadLetterStoreCompliance
{
    protected override IDeadLetterStore Store { get; } = new InMemoryDeadLetterStore(new FaultInjector());
}
