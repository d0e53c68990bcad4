using Azure;
using Azure.Data.Tables;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Recovery;

namespace RingRift.Azure.Deduplication;

/// <summary>
/// A row of the durable window. The nonce names one claim: it tells a claim that meets its own repeated request from one that came too late.
/// </summary>
internal static class DeduplicationRow
{
    private const string IsDone = "IsDone";
    private const string Owner = "Owner";
    private const string Nonce = "Nonce";
    private const string Attempt = "Attempt";
    private const string LeaseUntil = "LeaseUntil";
    private const string Result = "Result";
    private const string ExpiresAt = "ExpiresAt";

    public static TableEntity Of(ContentKey key)
    {
        var hash = key.ToString();
        return new TableEntity(hash[..2], hash);
    }

    public static TableEntity Claimed(ContentKey key, string owner, string nonce, int attempt, DateTimeOffset leaseUntil)
    {
        var row = Of(key);
        row[IsDone] = false;
        row[Owner] = owner;
        row[Nonce] = nonce;
        row[Attempt] = attempt;
        row[LeaseUntil] = leaseUntil;
        row[ExpiresAt] = leaseUntil + Leases.KeptAfterClaim;
        return row;
    }

    public static void Complete(TableEntity row, string nonce, string? result, DateTimeOffset expiresAt)
    {
        row[IsDone] = true;
        row[Nonce] = nonce;
        row[Result] = result ?? string.Empty;
        row[ExpiresAt] = expiresAt;
    }

    public static void Release(TableEntity row, DateTimeOffset now)
    {
        row[Nonce] = string.Empty;
        row[LeaseUntil] = now;
    }

    public static int AttemptOf(TableEntity? row) => row?.GetInt32(Attempt) ?? 0;

    /// <summary>Who asked first for a content that is not done; without one it is who asks now.</summary>
    public static string OwnerOf(TableEntity? row, string asking) => row?.GetBoolean(IsDone) == false ? row.GetString(Owner) ?? asking : asking;

    public static DeduplicationClaim ClaimOf(TableEntity row, ContentKey key, ETag etag) =>
        new(key, AttemptOf(row), row.GetString(Owner), Time(row, LeaseUntil), $"{row.GetString(Nonce)} {etag}");

    public static (string Nonce, ETag ETag) ParseToken(string token)
    {
        var blank = token.IndexOf(' ', StringComparison.Ordinal);
        return (token[..blank], new ETag(token[(blank + 1)..]));
    }

    /// <summary>What a row says to a claim with this nonce; null when it has expired and may be replaced.</summary>
    public static ClaimOutcome? Answer(TableEntity row, ContentKey key, string nonce, TimeSpan lease, DateTimeOffset now)
    {
        if (row.GetBoolean(IsDone) == true)
        {
            return Time(row, ExpiresAt) > now ? new ClaimOutcome.Done(row.GetString(Result) is { Length: > 0 } result ? result : null) : null;
        }

        if (row.GetString(Nonce) == nonce)
        {
            return new ClaimOutcome.Claimed(ClaimOf(row, key, row.ETag));
        }

        var until = Time(row, LeaseUntil);
        return until.HasCome(now, lease) ? null : new ClaimOutcome.Busy(until, row.GetString(Owner));
    }

    /// <summary>Whether a row has what a change wrote.</summary>
    public static bool Shows(TableEntity row, TableEntity change) =>
        row.GetString(Nonce) is { Length: > 0 } nonce && nonce == change.GetString(Nonce) && row.GetBoolean(IsDone) == true;

    private static DateTimeOffset Time(TableEntity row, string column) => row.GetDateTimeOffset(column)
        ?? throw new InvalidDataException($"{row.PartitionKey}/{row.RowKey}: {column} is missing");
}
