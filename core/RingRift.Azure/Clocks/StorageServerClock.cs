using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Eventing.Clocks;

namespace RingRift.Azure.Clocks;

/// <summary>The clock of the table service, as every answer tells it. Azurite's is this machine's own, and then it always agrees.</summary>
public sealed class StorageServerClock(StorageTables tables) : IServerClock
{
    // No such row: an answer of any kind carries the time.
    private const string Row = "server-clock";

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> ReadAsync(CancellationToken cancellationToken)
    {
        var table = await tables.GetAsync(PipelineTables.Aggregates, cancellationToken).ConfigureAwait(false);
        var answer = await table.GetEntityIfExistsAsync<TableEntity>(Row, Row, cancellationToken: cancellationToken).ConfigureAwait(false);
        return answer.GetRawResponse().Headers.Date;
    }
}
