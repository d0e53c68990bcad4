using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Progress;

namespace RingRift.Azure.Progress;

/// <summary>Heartbeats: a partition for each iteration, a row for each job, replaced without any check: the newest wins.</summary>
public sealed class TableProgressBoard(StorageTables tables) : IProgressBoard
{
    private const string Table = PipelineTables.Progress;
    private const string Progress = "Progress";

    /// <inheritdoc/>
    public async Task ReportAsync(JobProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var table = await tables.GetAsync(Table, cancellationToken).ConfigureAwait(false);
        var row = new TableEntity(Partition(progress.Config, progress.Iteration), progress.JobId) { [Progress] = JsonSerializer.Serialize(progress, EventJson.Options) };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobProgress>> ListAsync(string config, int iteration, CancellationToken cancellationToken)
    {
        var table = await tables.GetAsync(Table, cancellationToken).ConfigureAwait(false);
        var jobs = new List<JobProgress>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(config, iteration)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            jobs.Add(JsonSerializer.Deserialize<JobProgress>(row.GetString(Progress), EventJson.Options)
                ?? throw new InvalidDataException($"{Table} {row.PartitionKey}/{row.RowKey}: {Progress} is null"));
        }

        return jobs;
    }

    private static string Partition(string config, int iteration) => string.Create(CultureInfo.InvariantCulture, $"{config}.{iteration:D6}");
}
