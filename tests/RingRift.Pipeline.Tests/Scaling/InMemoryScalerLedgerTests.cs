using Microsoft.Extensions.Time.Testing;
using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.InMemory;

namespace RingRift.Pipeline.Tests.Scaling;

public sealed class InMemoryScalerLedgerTests : ScalerLedgerCompliance
{
    protected override IAggregateStore Store { get; } = new InMemoryAggregateStore(new FakeTimeProvider(Sample.Noon), new FaultInjector());
}
