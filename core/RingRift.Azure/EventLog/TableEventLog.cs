using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;

namespace RingRift.Azure.EventLog;

/// <summary>
/// The event log in two tables: the log proper, a partition for each correlation, and indexes of it by time and by failure. The
/// log is the truth; an index row is a hint that is checked against it when read. Both are written at once, and a publisher that was told
/// of a fault publishes again, which writes what is missing.
/// </summary>
public sealed partial class TableEventLog(StorageTables tables, TimeProvider time) : IEventLog
{
    private const string LogTable = PipelineTables.EventLog;
    private const string IndexTable = PipelineTables.EventIndex;

    /// <summary>A transaction takes 4 MiB, and the client of tables writes up to six bytes for a character.</summary>
    private const int MostCharacters = 600_000;

    /// <summary>Characters of the attributes of an event: eight of them with at most 500, and what stands around them.</summary>
    private const int AttributeCharacters = 5_000;

    private const int Parallel = 8;

    /// <inheritdoc/>
    public async Task AppendPublishedAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        var published = time.GetUtcNow();
        foreach (var chunk in Chunks(events.DistinctBy(envelope => envelope.Id, StringComparer.Ordinal)))
        {
            await AppendAsync(chunk, published, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task AppendHandledAsync(IReadOnlyList<HandlingRecord> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        var log = await tables.GetAsync(LogTable, cancellationToken).ConfigureAwait(false);

        // The index first: a hint without its delivery is passed over, a delivery without its hint would never be found.
        foreach (var failed in records.Where(record => record.IsFailure).DistinctBy(record => (record.CorrelationId, record.EventId)))
        {
            await IndexFailureAsync(log, failed, cancellationToken).ConfigureAwait(false);
        }

        var partitions = records.Select(EventLogRows.OfHandling).DistinctBy(row => (row.PartitionKey, row.RowKey))
            .GroupBy(row => row.PartitionKey, StringComparer.Ordinal);
        foreach (var partition in partitions)
        {
            await TableBatches.UpsertAsync(log, [.. partition], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LoggedEvent> OfCorrelationAsync(
        string correlationId, ICollection<UnreadableRecord>? unreadable, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var log = await tables.GetAsync(LogTable, cancellationToken).ConfigureAwait(false);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {EventLogRows.Partition(correlationId)}");
        var rows = await log.QueryAsync<TableEntity>(
            filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var logged in EventLogRows.Assemble(rows, unreadable).OrderBy(logged => logged.Published)
            .ThenBy(logged => logged.Event.Id, StringComparer.Ordinal))
        {
            yield return logged;
        }
    }

    private static IEnumerable<List<EventEnvelope>> Chunks(IEnumerable<EventEnvelope> events)
    {
        foreach (var correlation in events.GroupBy(envelope => envelope.CorrelationId, StringComparer.Ordinal))
        {
            var (chunk, characters) = (new List<EventEnvelope>(), 0);
            foreach (var envelope in correlation)
            {
                var size = envelope.Data.GetRawText().Length + AttributeCharacters;
                if (chunk.Count == TableBatches.MostRows || (chunk.Count > 0 && characters + size > MostCharacters))
                {
                    yield return chunk;
                    (chunk, characters) = ([], 0);
                }

                chunk.Add(envelope);
                characters += size;
            }

            yield return chunk;
        }
    }

    private async Task AppendAsync(List<EventEnvelope> events, DateTimeOffset published, CancellationToken cancellationToken)
    {
        var log = await tables.GetAsync(LogTable, cancellationToken).ConfigureAwait(false);
        var index = await tables.GetAsync(IndexTable, cancellationToken).ConfigureAwait(false);
        var shard = EventIndexRows.ShardOf(events[0].Id);
        var indexing = TableBatches.UpsertAsync(
            index, [.. events.Select(envelope => EventIndexRows.ByTime.Of(envelope, published, shard))], cancellationToken);
        var adding = TableBatches.TryAddAllAsync(
            log, [.. events.Select(envelope => EventLogRows.OfEvent(envelope, published))], cancellationToken);
        await Task.WhenAll(indexing, adding).ConfigureAwait(false);
        if (await adding.ConfigureAwait(false))
        {
            return;
        }

        // At least one is there already, and nothing was added: one by one then.
        foreach (var envelope in events)
        {
            await AddOrRepairAsync(log, index, envelope, published, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Adds an event, or writes the index row of one that is there: whoever added it may have died before the row was written.
    /// </summary>
    private static async Task AddOrRepairAsync(
        TableClient log, TableClient index, EventEnvelope envelope, DateTimeOffset published, CancellationToken cancellationToken)
    {
        var row = EventLogRows.OfEvent(envelope, published);
        if (await TableBatches.TryAddAllAsync(log, [row], cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var first = await log.GetEntityAsync<TableEntity>(
            row.PartitionKey, row.RowKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        var indexed = EventIndexRows.ByTime.Of(
            EventLogRows.EventOf(first), EventLogRows.PublishedOf(first), EventIndexRows.ShardOf(envelope.Id));
        await index.UpsertEntityAsync(indexed, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
    }

    private async Task IndexFailureAsync(TableClient log, HandlingRecord failed, CancellationToken cancellationToken)
    {
        var found = await log.GetEntityIfExistsAsync<TableEntity>(
            EventLogRows.Partition(failed.CorrelationId), EventLogRows.EventRow(failed.EventId),
            cancellationToken: cancellationToken).ConfigureAwait(false);
        if (found is { HasValue: true, Value: { } row })
        {
            var index = await tables.GetAsync(IndexTable, cancellationToken).ConfigureAwait(false);
            var indexed = EventIndexRows.Failed.Of(
                EventLogRows.EventOf(row), EventLogRows.PublishedOf(row), EventIndexRows.ShardOf(failed.EventId));
            await index.UpsertEntityAsync(indexed, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
        }
    }
}
