using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Operations.Scaling;

public sealed class InMemoryScalerLedgerTests : ScalerLedgerCompliance
{
    protected override IAggregateStore Store { get; } = new InMemoryAggregateStore(new FakeTimeProvider(Sample.Noon), new FaultInjector());
}
