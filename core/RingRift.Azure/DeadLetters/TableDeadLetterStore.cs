using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Pipeline.DeadLetters;

namespace RingRift.Azure.DeadLetters;

/// <summary>Dead letters in a table: a row for each event and source. Few by nature, so they are listed whole and sorted here.</summary>
public sealed class TableDeadLetterStore(StorageTables tables) : IDeadLetterStore
{
    private const string Table = "deadletters";
    private const string Partition = "letters";
    private const string Body = "Body";

    /// <inheritdoc/>
    public async Task AddAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var table = await tables.GetAsync(Table, cancellationToken).ConfigureAwait(false);
        var row = new TableEntity(Partition, RowOf(letter))
        {
            [nameof(DeadLetter.Id)] = letter.Id,
            [nameof(DeadLetter.Source)] = letter.Source,
            [nameof(DeadLetter.Reason)] = letter.Reason,
            [nameof(DeadLetter.Time)] = letter.Time,
        };
        TextColumns.Write(row, Body, letter.Body);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeadLetter> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await tables.GetAsync(Table, cancellationToken).ConfigureAwait(false);
        var letters = new List<DeadLetter>();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            letters.Add(new DeadLetter(
                row.GetString(nameof(DeadLetter.Id)),
                row.GetString(nameof(DeadLetter.Source)),
                row.GetString(nameof(DeadLetter.Reason)),
                TextColumns.Read(row, Body),
                row.GetDateTimeOffset(nameof(DeadLetter.Time)) ?? default));
        }

        foreach (var letter in letters.OrderByDescending(letter => letter.Time))
        {
            yield return letter;
        }
    }

    // Ids and sources come from outside and may hold what keys may not.
    private static string RowOf(DeadLetter letter) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{letter.Source}\n{letter.Id}")));
}
