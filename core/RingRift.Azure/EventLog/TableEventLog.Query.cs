using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;

namespace RingRift.Azure.EventLog;

public sealed partial class TableEventLog
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<LoggedEvent> QueryAsync(
        EventLogQuery query, ICollection<UnreadableRecord>? unreadable, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var log = await tables.GetAsync(LogTable, cancellationToken).ConfigureAwait(false);
        var index = await tables.GetAsync(IndexTable, cancellationToken).ConfigureAwait(false);
        var types = query.Types.Select(type => type.WireName()).ToHashSet(StringComparer.Ordinal);
        var reader = new EventIndexReader(index, query.FailedOnly ? EventIndexRows.Failed : EventIndexRows.ByTime, query);
        var entries = reader.ReadAsync(cancellationToken).Where(entry => types.Count == 0 || types.Contains(entry.Type)).Chunk(Parallel);
        await foreach (var chunk in entries.ConfigureAwait(false))
        {
            var found = await Task.WhenAll(chunk.Select(entry => RowsOfAsync(log, entry, cancellationToken))).ConfigureAwait(false);
            foreach (var logged in chunk.Zip(found, (entry, rows) => Confirm(entry, rows, query, unreadable)).OfType<LoggedEvent>())
            {
                yield return logged;
            }
        }
    }

    /// <summary>The event an index entry speaks of; null when the log says otherwise.</summary>
    private static LoggedEvent? Confirm(
        EventIndexEntry entry, List<TableEntity> rows, EventLogQuery query, ICollection<UnreadableRecord>? unreadable)
    {
        var logged = EventLogRows.Assemble(rows, unreadable).SingleOrDefault();
        return logged is not null
            && logged.Published == entry.Published
            && (!query.FailedOnly || logged.Handlings.Any(handling => handling.IsFailure))
            ? logged
            : null;
    }

    private static async Task<List<TableEntity>> RowsOfAsync(TableClient log, EventIndexEntry entry, CancellationToken cancellationToken)
    {
        var filter = EventLogRows.FilterOf(entry.CorrelationId, entry.EventId);
        return await log.QueryAsync<TableEntity>(
            filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
    }
}
