using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.DeadLetters;
using RingRift.Pipeline.InMemory;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryDeadLetterStoreTests : DeadLetterStoreCompliance
{
    protected override IDeadLetterStore Store { get; } = new InMemoryDeadLetterStore(new FaultInjector());
}
