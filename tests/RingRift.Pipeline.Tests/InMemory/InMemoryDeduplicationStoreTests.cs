using RingRift.Eventing.Deduplication;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryDeduplicationStoreTests : DeduplicationStoreCompliance
{
    protected override IDeduplicationStore Create(TimeProvider time) => new InMemoryDeduplicationStore(time);
}

public sealed class InMemoryIngestedContentTests : IngestedContentCompliance
{
    protected override IDeduplicationStore Create(TimeProvider time) => new InMemoryDeduplicationStore(time);
}
