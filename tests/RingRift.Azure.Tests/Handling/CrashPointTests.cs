using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.Aggregates;
using RingRift.Azure.DeadLetters;
using RingRift.Azure.EventLog;
using RingRift.Azure.Storage;
using RingRift.Pipeline.Compliance.Crashes;

namespace RingRift.Azure.Tests.Handling;

/// <summary>The same crashes on Azurite, which gives real answers about rows that are there already.</summary>
[Collection(AzuriteCollection.Name)]
[Trait("Category", "Slow")]
public sealed class CrashPointTests(AzuriteFixture azurite) : CrashPointCompliance
{
    protected override CrashStorage Open(TimeProvider time)
    {
        var tables = azurite.Services.GetRequiredService<StorageTables>();
        return new CrashStorage(new TableAggregateStore(tables, time), new TableEventLog(tables, time), new TableDeadLetterStore(tables));
    }
}
