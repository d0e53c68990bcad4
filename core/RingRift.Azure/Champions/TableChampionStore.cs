using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Champions;

namespace RingRift.Azure.Champions;

/// <summary>
/// A partition for each config: one row points at the champion and is replaced under its ETag; in the same transaction a row is added to
/// the history.
/// </summary>
public sealed class TableChampionStore(StorageTables tables) : IChampionStore
{
    private const string Table = PipelineTables.Champions;
    private const string Current = "current";
    private const string HistoryFirst = "generation.";
    private const string HistoryEnd = "generation/";
    private const string Champion = "Champion";

    /// <inheritdoc/>
    public async Task<ChampionPointer?> GetAsync(string config, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            config, Current, cancellationToken: cancellationToken).ConfigureAwait(false);
        return found is { HasValue: true, Value: { } row }
            ? new ChampionPointer(StoredRows.Read(Table, row, Read), StoredRows.TokenOf(row, IsKnown))
            : null;
    }

    /// <inheritdoc/>
    public async Task<bool> TrySwapAsync(Champion champion, string? expectedToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(champion);
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        var history = string.Create(CultureInfo.InvariantCulture, $"{HistoryFirst}{champion.Generation:D6}");
        var pointer = RowOf(champion, Current);
        if (!await StoredRows.CarryAsync(table, pointer, Current, expectedToken, IsKnown, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        TableTransactionAction[] actions =
        [
            expectedToken is null
                ? new TableTransactionAction(TableTransactionActionType.Add, pointer)
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, pointer, StoredRows.ETagOf(expectedToken)),
            new TableTransactionAction(TableTransactionActionType.Add, RowOf(champion, history)),
        ];
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is 409 or 412 or 404)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Champion> HistoryAsync(
        string config, ICollection<UnreadableRecord>? unreadable, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {config} and RowKey ge {HistoryFirst} and RowKey lt {HistoryEnd}");
        var rows = table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
        await foreach (var champion in rows.ReadAll(Table, Read, unreadable).ConfigureAwait(false))
        {
            yield return champion;
        }
    }

    private static bool IsKnown(string column) => column == Champion;

    private static TableEntity RowOf(Champion champion, string row) =>
        new(champion.Config, row) { [Champion] = StoredJson.Write(champion) };

    private static Champion Read(TableEntity row) => StoredJson.Read<Champion>(row.GetString(Champion), StoredRows.NameOf(Table, row));

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => tables.GetAsync(Table, cancellationToken);
}
