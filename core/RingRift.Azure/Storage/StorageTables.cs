using Azure.Data.Tables;
using RingRift.Azure.Topology;

namespace RingRift.Azure.Storage;

/// <summary>The tables of <see cref="PipelineTables"/>, created at their first use.</summary>
public sealed class StorageTables(TableServiceClient service)
{
    private readonly OncePerName<TableClient> _tables = new(async name =>
    {
        var table = service.GetTableClient(name);
        await table.CreateIfNotExistsAsync().ConfigureAwait(false);
        return table;
    });

    /// <summary>A table that exists.</summary>
    /// <exception cref="ArgumentException">The table is not declared: a deployment would lack it.</exception>
    public Task<TableClient> GetAsync(string name, CancellationToken cancellationToken) => PipelineTables.All.Contains(name)
        ? _tables.GetAsync(name, cancellationToken)
        : throw new ArgumentException($"'{name}' must be a table of {nameof(PipelineTables)}", nameof(name));
}
