using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace RingRift.Azure.Storage;

/// <summary>Writes rows of one partition in as few transactions as the service allows.</summary>
internal static class TableBatches
{
    /// <summary>A transaction takes so many rows.</summary>
    public const int MostRows = 100;

    /// <summary>Adds rows of one partition together, or replaces those that are there.</summary>
    public static async Task UpsertAsync(TableClient table, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (var chunk in rows.Chunk(MostRows))
        {
            if (chunk.Length == 1)
            {
                await table.UpsertEntityAsync(chunk[0], TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                var actions = chunk.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row));
                await table.SubmitTransactionAsync(actions, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Adds up to <see cref="MostRows"/> rows of one partition, all or none.</summary>
    /// <returns>False when at least one is there already.</returns>
    public static async Task<bool> TryAddAllAsync(TableClient table, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        try
        {
            if (rows.Count == 1)
            {
                await table.AddEntityAsync(rows[0], cancellationToken).ConfigureAwait(false);
            }
            else
            {
                var actions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row));
                await table.SubmitTransactionAsync(actions, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Deletes rows of any partitions; those that are gone already are no error.</summary>
    public static async Task DeleteAsync(TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        var chunks = rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal).SelectMany(partition => partition.Chunk(MostRows));
        foreach (var chunk in chunks)
        {
            try
            {
                var actions = chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
                await table.SubmitTransactionAsync(actions, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException gone) when (gone.Status == 404)
            {
                // Somebody else deletes too, and nothing of the chunk was deleted: one by one then. The client answers 404 without an
                // exception.
                foreach (var row in chunk)
                {
                    await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }
}

/// <summary>Texts as parts of table keys.</summary>
internal static class TableKeys
{
    /// <summary>A key holds 1 KiB, which is 512 characters; this leaves room for what stands around the text.</summary>
    private const int MostCharacters = 400;

    /// <summary>
    /// The text itself, or its hash where it is long or holds what keys may not: '/', '\', '#', '?' and control characters.
    /// </summary>
    public static string Of(string text) => text.Length <= MostCharacters && text.All(IsAllowed)
        ? text
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':';
}
