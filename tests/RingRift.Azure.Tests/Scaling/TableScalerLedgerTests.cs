using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Aggregates;
using RingRift.Pipeline.Compliance;

namespace RingRift.Azure.Tests.Scaling;

[Collection(AzuriteCollection.Name)]
public sealed class TableScalerLedgerTests(AzuriteFixture azurite) : ScalerLedgerCompliance
{
    protected override IAggregateStore Store => azurite.Services.GetRequiredService<IAggregateStore>();
}
