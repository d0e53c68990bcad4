using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.EventLog;
using RingRift.Azure.Storage;
using RingRift.Eventing.Log;
using RingRift.Pipeline.Compliance;

namespace RingRift.Azure.Tests.EventLog;

[Collection(AzuriteCollection.Name)]
public sealed class TableEventLogTests(AzuriteFixture azurite) : EventLogCompliance
{
    protected override IEventLog Log => field ??= new TableEventLog(azurite.Services.GetRequiredService<StorageTables>(), Time);

    private TableClient Index => azurite.Services.GetRequiredService<TableServiceClient>().GetTableClient("eventindex");

    [Fact]
    public async Task When_a_crash_left_an_event_out_of_the_index_the_next_publish_should_put_it_there()
    {
        var hour = Time.GetUtcNow();
        await Log.AppendPublishedAsync([Event(1), Event(2)], CancellationToken.None);
        await foreach (var row in Index.QueryAsync<TableEntity>(row => row.GetString("EventId") == Event(1).Id))
        {
            await Index.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }

        Assert.Equal([Event(2).Id], (await QueryAsync(hour, hour.AddHours(1))).Select(logged => logged.Event.Id));
        Time.Advance(TimeSpan.FromMinutes(5));
        await Log.AppendPublishedAsync([Event(1), Event(2)], CancellationToken.None);
        Assert.Equal(
            [(Event(1).Id, hour), (Event(2).Id, hour)], (await QueryAsync(hour, hour.AddHours(1))).Select(logged => (logged.Event.Id, logged.Published)));
    }
}
