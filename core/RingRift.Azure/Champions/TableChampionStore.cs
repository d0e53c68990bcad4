using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Events;

namespace RingRift.Azure.Champions;

/// <summary>A partition for each config: one row points at the champion and is replaced under its ETag; in the same transaction a row is added to the history.</summary>
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
        var found = await table.GetEntityIfExistsAsync<TableEntity>(config, Current, cancellationToken: cancellationToken).ConfigureAwait(false);
        return found is { HasValue: true, Value: { } row } ? new ChampionPointer(Read(row), row.ETag.ToString()) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> TrySwapAsync(Champion champion, string? expectedToken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(champion);
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        var history = string.Create(CultureInfo.InvariantCulture, $"{HistoryFirst}{champion.Generation:D6}");
        var pointer = RowOf(champion, Current);
        TableTransactionAction[] actions =
        [
            expectedToken is null
                ? new TableTransactionAction(TableTransactionActionType.Add, pointer)
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, pointer, new ETag(expectedToken)),
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
    public async IAsyncEnumerable<Champion> HistoryAsync(string config, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {config} and RowKey ge {HistoryFirst} and RowKey lt {HistoryEnd}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            yield return Read(row);
        }
    }

    private static TableEntity RowOf(Champion champion, string row) =>
        new(champion.Config, row) { [Champion] = JsonSerializer.Serialize(champion, EventJson.Options) };

    private static Champion Read(TableEntity row) =>
        JsonSerializer.Deserialize<Champion>(row.GetString(Champion), EventJson.Options)
        ?? throw new InvalidDataException($"{Table} {row.PartitionKey}/{row.RowKey}: {Champion} is null");

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => tables.GetAsync(Table, cancellationToken);
}
