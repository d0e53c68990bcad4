using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Stages.Sync;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryGameIndexTests : GameIndexCompliance
{
    protected override IGameIndex Index { get; } = new InMemoryGameIndex(new FaultInjector());
}
