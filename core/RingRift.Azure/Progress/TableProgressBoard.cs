using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Jobs;

namespace RingRift.Azure.Progress;

/// <summary>Heartbeats: a partition for each iteration, a row for each job, replaced without any check: the newest wins.</summary>
public sealed class TableProgressBoard(StorageTables tables) : IProgressBoard
{
    private const string Table = PipelineTables.Progress;
    private const string Progress = "Progress";
    private const string Time = "Time";

    /// <inheritdoc/>
    public async Task ReportAsync(JobProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var table = await tables.GetAsync(Table, cancellationToken).ConfigureAwait(false);
        var row = RowOf(progress);
        row[Progress] = StoredJson.Write(progress);
        row[Time] = progress.Time;
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobProgress>> ListAsync(
        string config, int iteration, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(config, iteration)}");
        return await QueryAsync(filter, unreadable ?? [], cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<JobProgress> ListBeforeAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"Time lt {before}"), unreadable: [], cancellationToken);

    /// <inheritdoc/>
    public async Task ForgetAsync(IReadOnlyList<JobProgress> jobs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var table = await tables.GetAsync(Table, cancellationToken).ConfigureAwait(false);
        await TableBatches.DeleteAsync(table, jobs.Select(RowOf), cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<JobProgress> QueryAsync(
        string filter, ICollection<UnreadableRecord> unreadable, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await tables.GetAsync(Table, cancellationToken).ConfigureAwait(false);
        var rows = table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
        await foreach (var progress in rows.ReadAll(Table, Read, unreadable).ConfigureAwait(false))
        {
            yield return progress;
        }
    }

    private static JobProgress Read(TableEntity row) =>
        StoredJson.Read<JobProgress>(row.GetString(Progress), StoredRows.NameOf(Table, row));

    private static TableEntity RowOf(JobProgress progress) => new(Partition(progress.Config, progress.Iteration), progress.JobId);

    private static string Partition(string config, int iteration) =>
        string.Create(CultureInfo.InvariantCulture, $"{config}.{iteration:D6}");
}
