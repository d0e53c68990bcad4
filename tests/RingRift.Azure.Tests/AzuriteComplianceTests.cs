using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.Artifacts;
using RingRift.Azure.Deduplication;
using RingRift.Azure.EventLog;
using RingRift.Azure.Storage;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Queues;
using RingRift.Pipeline.Stages.Sync;

namespace RingRift.Azure.Tests;

[Collection(AzuriteCollection.Name)]
public sealed class TableAggregateStoreTests(AzuriteFixture azurite) : AggregateStoreCompliance
{
    protected override IAggregateStore Store => azurite.Services.GetRequiredService<IAggregateStore>();

    protected override DateTimeOffset Later => TimeProvider.System.GetUtcNow().AddMinutes(1);

    protected override async Task CorruptAsync(OutboxRow row, string text)
    {
        var table = azurite.Services.GetRequiredService<TableServiceClient>().GetTableClient("aggregates");
        await table.UpdateEntityAsync(new TableEntity(row.Key.Value, row.RowId) { ["Event"] = text }, ETag.All, TableUpdateMode.Merge);
    }

    protected override Task PlantAsync(AggregateKey key, string state) =>
        Heads.UpsertEntityAsync(new TableEntity(key.Value, "head") { ["Version"] = 7L, ["State"] = state }, TableUpdateMode.Merge);

    protected override async Task<string> TextAsync(AggregateKey key) => (await HeadAsync(key)).GetString("State");

    [Fact]
    public async Task When_a_newer_version_added_columns_should_carry_them_over_a_change()
    {
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1");
        await Heads.UpdateEntityAsync(new TableEntity(key.Value, "head") { ["Added"] = "v2", ["Added2"] = 5L, ["State99x"] = true }, ETag.All, TableUpdateMode.Merge);
        var loaded = (await Store.LoadAsync<CountedState>(key, CancellationToken.None))!;
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(key, 2, loaded.Token, "e2"));
        var head = await HeadAsync(key);
        Assert.Equal(("v2", 5L, true, 2L), (head.GetString("Added"), head.GetInt64("Added2"), head.GetBoolean("State99x"), head.GetInt64("Version")));
        Assert.Equal(CommitOutcome.Conflict, await CommitAsync(key, 3, loaded.Token, "e3"));
        Assert.True(await Store.DeleteAsync((await Store.LoadAsync<CountedState>(key, CancellationToken.None))!, CancellationToken.None));
    }

    [Fact]
    public async Task When_a_column_says_another_major_version_should_refuse_the_row_by_name()
    {
        var key = Sample.Key();
        await CommitAsync(key, 1, null, "e1");
        await Heads.UpdateEntityAsync(new TableEntity(key.Value, "head") { ["RecordVersion"] = 2 }, ETag.All, TableUpdateMode.Merge);
        var refused = await Assert.ThrowsAsync<UnreadableRecordException>(() => Store.LoadAsync<CountedState>(key, CancellationToken.None));
        Assert.Equal(new UnreadableRecord($"aggregates {key}/head", "it has version 2; this program supports version 1"), refused.Unreadable);
    }

    private TableClient Heads => azurite.Services.GetRequiredService<TableServiceClient>().GetTableClient("aggregates");

    private async Task<TableEntity> HeadAsync(AggregateKey key) => (await Heads.GetEntityAsync<TableEntity>(key.Value, "head")).Value;
}

[Collection(AzuriteCollection.Name)]
public sealed class BlobArtifactStoreTests(AzuriteFixture azurite) : ArtifactStoreCompliance
{
    protected override IArtifactStore Store => azurite.Services.GetRequiredService<IArtifactStore>();

    protected override async Task CorruptAsync(ArtifactRef artifact, byte[] bytes)
    {
        var container = azurite.Blobs.GetBlobContainers().Select(item => azurite.Blobs.GetBlobContainerClient(item.Name))
            .Single(client => client.GetBlobClient(artifact.Sha256).Exists());
        await container.GetBlobClient(artifact.Sha256).UploadAsync(BinaryData.FromBytes(bytes), overwrite: true);
    }

    protected override async Task<byte[]> ReadAliasAsync(string name)
    {
        var content = await azurite.Blobs.GetBlobContainerClient(BlobArtifactStore.AliasContainer).GetBlobClient(name).DownloadContentAsync();
        return content.Value.Content.ToArray();
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class TableChampionStoreTests(AzuriteFixture azurite) : ChampionStoreCompliance
{
    protected override IChampionStore Store => azurite.Services.GetRequiredService<IChampionStore>();
}

[Collection(AzuriteCollection.Name)]
public sealed class TableGameIndexTests(AzuriteFixture azurite) : GameIndexCompliance
{
    protected override IGameIndex Index => azurite.Services.GetRequiredService<IGameIndex>();
}

[Collection(AzuriteCollection.Name)]
public sealed class TableProgressBoardTests(AzuriteFixture azurite) : ProgressBoardCompliance
{
    protected override IProgressBoard Board => azurite.Services.GetRequiredService<IProgressBoard>();
}

[Collection(AzuriteCollection.Name)]
public sealed class TableDeadLetterStoreTests(AzuriteFixture azurite) : DeadLetterStoreCompliance
{
    protected override IDeadLetterStore Store => azurite.Services.GetRequiredService<IDeadLetterStore>();
}

[Collection(AzuriteCollection.Name)]
public sealed class TableDeduplicationStoreTests(AzuriteFixture azurite) : DeduplicationStoreCompliance
{
    protected override IDeduplicationStore Create(TimeProvider time) =>
        new TableDeduplicationStore(azurite.Services.GetRequiredService<StorageTables>(), time);
}

[Collection(AzuriteCollection.Name)]
public sealed class TableIngestedContentTests(AzuriteFixture azurite) : IngestedContentCompliance
{
    protected override IDeduplicationStore Create(TimeProvider time) =>
        new TableDeduplicationStore(azurite.Services.GetRequiredService<StorageTables>(), time);
}

[Collection(AzuriteCollection.Name)]
public sealed class StorageQueueDepthsTests(AzuriteFixture azurite) : QueueDepthsCompliance
{
    protected override IQueueDepths Depths => azurite.Services.GetRequiredService<IQueueDepths>();

    [Theory]
    [InlineData(0, 40, 0)]
    [InlineData(5, 35, 5)]
    [InlineData(100, 32, 8)]
    public async Task When_more_wait_than_can_be_seen_should_take_as_many_to_be_worked_on_as_can_be(int mostInFlight, int visible, int inFlight)
    {
        var queue = Sample.Unique("load");
        await SendAsync(queue, 40);
        Assert.Equal(new QueueLoad(visible, inFlight), await Depths.ReadLoadAsync(queue, mostInFlight, CancellationToken.None));
    }

    protected override async Task SendAsync(string queue, int messages)
    {
        var client = azurite.Queues.GetQueueClient(queue);
        await client.CreateIfNotExistsAsync();
        for (var i = 0; i < messages; i++)
        {
            await client.SendMessageAsync("waits");
        }
    }

    protected override async Task<Func<Task>> TakeAsync(string queue)
    {
        var client = azurite.Queues.GetQueueClient(queue);
        var message = (await client.ReceiveMessageAsync(TimeSpan.FromMinutes(5))).Value;
        return () => client.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class StorageJobQueueTests(AzuriteFixture azurite) : JobQueueCompliance
{
    protected override IJobQueue Jobs => azurite.Services.GetRequiredService<IJobQueue>();

    protected override string Queue { get; } = Sample.Unique("jobs");

    protected override Task SendAsync(EventEnvelope envelope) =>
        SendMalformedAsync(CloudEventWriter.Write(envelope));

    [Fact]
    public async Task When_the_bytes_are_no_text_should_be_no_event_and_keep_them()
    {
        QueueClient queue = azurite.Queues.GetQueueClient(Queue);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(Convert.ToBase64String([(byte)'{', 0xFF, (byte)'}']));

        var message = (await Jobs.ReceiveAsync(Queue, TimeSpan.FromMinutes(1), CancellationToken.None))!;

        Assert.Null(message.Event);
        Assert.Equal("e/99", message.Body);
    }

    // As Event Grid fills a queue: Base64 of the JSON.
    protected override async Task SendMalformedAsync(string body)
    {
        QueueClient queue = azurite.Queues.GetQueueClient(Queue);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(body)));
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class StorageQueueAgesTests(AzuriteFixture azurite) : QueueAgesCompliance
{
    protected override IQueueAges Ages => azurite.Services.GetRequiredService<IQueueAges>();

    protected override async Task<DateTimeOffset> SendAsync(string queue)
    {
        var client = azurite.Queues.GetQueueClient(queue);
        await client.CreateIfNotExistsAsync();
        return (await client.SendMessageAsync("waits")).Value.InsertionTime;
    }

    protected override Task TakeAsync(string queue) => azurite.Queues.GetQueueClient(queue).ReceiveMessageAsync(TimeSpan.FromMinutes(5));
}

[Collection(AzuriteCollection.Name)]
public sealed class TableScalerLedgerTests(AzuriteFixture azurite) : ScalerLedgerCompliance
{
    protected override IAggregateStore Store => azurite.Services.GetRequiredService<IAggregateStore>();
}

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
