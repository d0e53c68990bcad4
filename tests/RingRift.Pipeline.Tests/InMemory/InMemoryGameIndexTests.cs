using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Games;
using RingRift.Pipeline.InMemory;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryGameIndexTests : GameIndexCompliance
{
    protected override IGameIndex Index { get; } = new InMemoryGameIndex(new FaultInjector());
}
