using Microsoft.Extensions.Time.Testing;
using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.InMemory;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryAggregateStoreTests : AggregateStoreCompliance
{
    private readonly FakeTimeProvider _time = new(Sample.Noon);

    public InMemoryAggregateStoreTests() => Store = new InMemoryAggregateStore(_time, new FaultInjector());

    protected override IAggregateStore Store { get; }

    protected override DateTimeOffset Later => _time.GetUtcNow().AddMinutes(1);
}
