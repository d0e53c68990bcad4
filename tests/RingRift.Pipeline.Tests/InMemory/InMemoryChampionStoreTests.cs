using RingRift.InMemory;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryChampionStoreTests : ChampionStoreCompliance
{
    protected override IChampionStore Store { get; } = new InMemoryChampionStore(new FaultInjector());
}
