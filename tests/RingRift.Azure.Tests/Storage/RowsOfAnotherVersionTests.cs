using System.Reflection;
using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.Redelivery;
using RingRift.Azure.Storage;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Jobs;

namespace RingRift.Azure.Tests.Storage;

/// <summary>
/// Rows that another version of the program wrote: what it added stays, what cannot be read is named and hides no other row.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class RowsOfAnotherVersionTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _name = Sample.Unique("versions");
    private readonly List<UnreadableRecord> _unreadable = [];

    [Fact]
    public async Task When_an_event_of_the_log_cannot_be_read_should_name_it_and_give_the_others()
    {
        var log = Get<IEventLog>();
        await log.AppendPublishedAsync([Event(1), Event(2), Event(3)], None);
        await ReplaceAsync(
            "eventlog", "trainingFailed", "modelDistilled", row => row.RowKey.Contains($"{_name}.2", StringComparison.Ordinal));
        var chain = await log.OfCorrelationAsync(_name, _unreadable, None).Select(logged => logged.Event.Id).ToListAsync(None);
        Assert.Equal([Event(1).Id, Event(3).Id], chain);
        AssertNamed("eventlog", "$.type is \"modelDistilled\"");

        var day = new EventLogQuery
        {
            From = TimeProvider.System.GetUtcNow().AddHours(-1),
            To = TimeProvider.System.GetUtcNow().AddHours(1),
        };
        var mine = await log.QueryAsync(day, _unreadable, None).Where(logged => logged.Event.CorrelationId == _name).CountAsync(None);
        Assert.Equal(2, mine);
        await Assert.ThrowsAsync<UnreadableRecordException>(async () => await log.OfCorrelationAsync(_name, None).CountAsync(None));
    }

    [Fact]
    public async Task When_a_delivery_of_the_log_cannot_be_read_should_name_it_and_still_show_the_event()
    {
        var log = Get<IEventLog>();
        await log.AppendPublishedAsync([Event(1)], None);
        await log.AppendHandledAsync([Handled("a"), Handled("b")], None);
        await ReplaceAsync(
            "eventlog", "\"done\"", "\"postponed\"", row => row.GetString("Record")?.Contains("\"a\"", StringComparison.Ordinal) == true);
        var logged = await log.OfCorrelationAsync(_name, _unreadable, None).SingleAsync(None);
        Assert.Equal("b", Assert.Single(logged.Handlings).Consumer);
        AssertNamed("eventlog", "$.outcome is \"postponed\"");
    }

    [Fact]
    public async Task When_a_champion_cannot_be_read_should_name_it_and_list_the_others_and_columns_should_stay()
    {
        var store = Get<IChampionStore>();
        Assert.True(await store.TrySwapAsync(Champion(1), null, None));
        await Table("champions").UpdateEntityAsync(new TableEntity(_name, "current") { ["Added"] = "v2" }, ETag.All, TableUpdateMode.Merge);
        Assert.True(await store.TrySwapAsync(Champion(2), (await store.GetAsync(_name, None))!.Token, None));
        Assert.Equal("v2", (await Table("champions").GetEntityAsync<TableEntity>(_name, "current")).Value.GetString("Added"));

        await Table("champions").UpdateEntityAsync(
            new TableEntity(_name, "generation.000001") { ["RecordVersion"] = 2 }, ETag.All, TableUpdateMode.Merge);
        Assert.Equal([Champion(2)], await store.HistoryAsync(_name, _unreadable, None).ToListAsync(None));
        AssertNamed("champions", "it has version 2; this program supports version 1");
        await Assert.ThrowsAsync<UnreadableRecordException>(async () => await store.HistoryAsync(_name, None).CountAsync(None));
    }

    [Fact]
    public async Task When_a_heartbeat_cannot_be_read_should_name_it_and_list_the_others()
    {
        var board = Get<IProgressBoard>();
        await board.ReportAsync(Progress("a"), None);
        await board.ReportAsync(Progress("b"), None);
        await ReplaceAsync("progress", "\"done\":1", "\"done\":\"half\"", row => row.RowKey == "a");
        Assert.Equal("b", Assert.Single(await board.ListAsync(_name, 1, _unreadable, None)).JobId);
        AssertNamed("progress", "$.done is \"half\"");
        Assert.Equal(
            "b",
            Assert.Single(
                await board.ListBeforeAsync(Sample.Noon.AddDays(1), None).Where(job => job.Config == _name).ToListAsync(None)).JobId);
    }

    [Fact]
    public async Task When_a_newer_version_added_columns_to_dead_letters_should_keep_them_through_changes()
    {
        var store = Get<IDeadLetterStore>();
        await store.AddAsync(Letter("a", 0), None);
        var (partition, row) = await LetterRowAsync();
        await Table("deadletters").UpdateEntityAsync(new TableEntity(partition, row) { ["Added"] = "v2" }, ETag.All, TableUpdateMode.Merge);
        await Table("deadletters").UpdateEntityAsync(
            new TableEntity(partition, "counts") { ["Muted"] = 4L }, ETag.All, TableUpdateMode.Merge);

        var stored = (await store.GetAsync(Letter("a", 0).Id, None))!;
        Assert.True(await store.TryChangeStatusAsync(stored, DeadLetterStatus.Redriven, "again", Sample.Noon, None));
        Assert.False(await store.TryChangeStatusAsync(stored, DeadLetterStatus.Discarded, "late", Sample.Noon, None));
        await store.AddAsync(Letter("a", 5), None);
        (partition, row) = await LetterRowAsync();
        Assert.Equal("v2", (await Table("deadletters").GetEntityAsync<TableEntity>(partition, row)).Value.GetString("Added"));
        var counts = (await Table("deadletters").GetEntityAsync<TableEntity>(partition, "counts")).Value;
        Assert.Equal((4L, 1L), (counts.GetInt64("Muted"), counts.GetInt64("Open")));
    }

    [Theory]
    [InlineData("Status", "Muted", "Status is 'Muted'; this version knows Open, Redriven, Discarded")]
    [InlineData("Origin", "Elsewhere", "Origin is 'Elsewhere'; this version knows ")]
    [InlineData("RecordVersion", "2", "it has version 2; this program supports version 1")]
    public async Task When_a_dead_letter_cannot_be_read_should_name_it_and_list_the_others(string column, string value, string reason)
    {
        var store = Get<IDeadLetterStore>();
        await store.AddAsync(Letter("a", 0), None);
        var (partition, row) = await LetterRowAsync();
        await store.AddAsync(Letter("b", 5), None);
        await Table("deadletters").UpdateEntityAsync(new TableEntity(partition, row) { [column] = value }, ETag.All, TableUpdateMode.Merge);
        var page = await store.ListAsync(new DeadLetterQuery { Consumer = _name }, 10, null, None);
        Assert.Equal("b", Assert.Single(page.Letters).Letter.EventId);
        _unreadable.AddRange(page.Unreadable);
        AssertNamed("deadletters", reason);
        Assert.Contains(
            reason, (await Assert.ThrowsAsync<UnreadableRecordException>(() => store.GetAsync(Letter("a", 0).Id, None))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void When_records_outside_of_the_pipeline_are_stored_should_keep_what_was_added()
    {
        var types = typeof(StoredRows).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(StoredRecord))).ToList();
        Assert.Contains(typeof(RedeliveryMessage), types);
        foreach (var type in types)
        {
            var written = RecordSample.Of(type);
            RecordSample.AddMembers(written, type);
            var read = typeof(StoredJson).GetMethod(nameof(StoredJson.Read))!.MakeGenericMethod(type)
                .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [written.ToJsonString(), "sample"], null)!;
            var text = (string)typeof(StoredJson).GetMethod(nameof(StoredJson.Write))!.MakeGenericMethod(type)
                .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [read], null)!;
            Assert.True(JsonNode.DeepEquals(written, JsonNode.Parse(text)), text);
        }
    }

    private void AssertNamed(string table, string reason)
    {
        var named = Assert.Single(_unreadable);
        Assert.StartsWith($"{table} ", named.Record, StringComparison.Ordinal);
        Assert.StartsWith(reason, named.Reason, StringComparison.Ordinal);
        _unreadable.Clear();
    }

    private async Task ReplaceAsync(string table, string part, string by, Func<TableEntity, bool> wanted)
    {
        var rows = await Table(table).QueryAsync<TableEntity>().Where(
            row => row.PartitionKey.Contains(_name, StringComparison.Ordinal) && wanted(row)).ToListAsync(None);
        var found = Assert.Single(rows);
        var column = found.Keys.Single(key => found[key] is string text && text.Contains(part, StringComparison.Ordinal));
        var change = new TableEntity(found.PartitionKey, found.RowKey)
        {
            [column] = found.GetString(column).Replace(part, by, StringComparison.Ordinal),
        };
        await Table(table).UpdateEntityAsync(change, ETag.All, TableUpdateMode.Merge);
    }

    private async Task<(string Partition, string Row)> LetterRowAsync()
    {
        var row = await Table("deadletters").QueryAsync<TableEntity>(row => row.PartitionKey == DeadLetterId.PartitionOf(_name))
            .Where(row => row.RowKey.StartsWith("time.", StringComparison.Ordinal)).SingleAsync(None);
        return (row.PartitionKey, row.RowKey);
    }

    private TService Get<TService>()
        where TService : notnull => azurite.Services.GetRequiredService<TService>();

    private TableClient Table(string name) => Get<TableServiceClient>().GetTableClient(name);

    private EventEnvelope Event(int number) =>
        Sample.Event(new AggregateKey("log"), 1, number) with { Id = $"{_name}.{number}", CorrelationId = _name };

    private HandlingRecord Handled(string consumer) => new()
    {
        DeliveryId = Sample.Unique("delivery"),
        EventId = Event(1).Id,
        CorrelationId = _name,
        Consumer = consumer,
        Time = Sample.Noon,
        Duration = TimeSpan.FromSeconds(1),
        Outcome = HandlingOutcome.Done,
    };

    private Champion Champion(int generation) => new(_name, Sample.Artifact(), Sample.Artifact('b'), generation, generation);

    private JobProgress Progress(string job) =>
        new() { JobId = job, Config = _name, Iteration = 1, Stage = "selfplay", Done = 1, Total = 2, Time = Sample.Noon };

    private DeadLetter Letter(string id, int minutes) => new()
    {
        Origin = DeadLetterOrigin.Handler,
        Consumer = _name,
        Reason = "broken",
        EventId = id,
        Attempts = 1,
        FirstTime = Sample.Noon.AddMinutes(minutes),
        LastTime = Sample.Noon.AddMinutes(minutes),
        Occurrence = $"{minutes}",
        Body = $"body of {id}",
    };
}
