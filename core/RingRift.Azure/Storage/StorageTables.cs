using Azure.Data.Tables;

namespace RingRift.Azure.Storage;

/// <summary>Tables, created at their first use.</summary>
public sealed class StorageTables(TableServiceClient service)
{
    private readonly OncePerName<TableClient> _tables = new(async name =>
    {
        var table = service.GetTableClient(name);
        await table.CreateIfNotExistsAsync().ConfigureAwait(false);
        return table;
    });

    /// <summary>A table that exists.</summary>
    public Task<TableClient> GetAsync(string name, CancellationToken cancellationToken) => _tables.GetAsync(name, cancellationToken);
}
