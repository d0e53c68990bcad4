using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Deduplication;
using RingRift.Pipeline.InMemory;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryDeduplicationStoreTests : DeduplicationStoreCompliance
{
    protected override IDeduplicationStore Create(TimeProvider time) => new InMemoryDeduplicationStore(time);
}
