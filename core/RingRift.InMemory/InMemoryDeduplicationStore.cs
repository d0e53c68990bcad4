using System.Globalization;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Recovery;

namespace RingRift.InMemory;

/// <summary>The durable window in memory.</summary>
public sealed class InMemoryDeduplicationStore(TimeProvider time) : IDeduplicationStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ContentKey, Row> _rows = [];
    private long _claims;

    /// <inheritdoc/>
    public Task<ClaimOutcome> ClaimAsync(ContentKey key, string owner, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var row = _rows.GetValueOrDefault(key);
            if (row is { Until: var until } && !(row.IsDone ? until <= now : until.HasCome(now, lease)))
            {
                return Task.FromResult<ClaimOutcome>(row.IsDone ? new ClaimOutcome.Done(row.Result) : new ClaimOutcome.Busy(until, row.Owner));
            }

            var token = (++_claims).ToString(CultureInfo.InvariantCulture);
            var first = row is { IsDone: false } ? row.Owner : owner;
            var claimed = new Row((row?.Attempt ?? 0) + 1, first, now + lease, token, IsDone: false, Result: null);
            _rows[key] = claimed;
            return Task.FromResult<ClaimOutcome>(new ClaimOutcome.Claimed(new DeduplicationClaim(key, claimed.Attempt, first, claimed.Until, token)));
        }
    }

    /// <inheritdoc/>
    public Task<bool> CompleteAsync(DeduplicationClaim claim, string? result, TimeSpan keepFor, CancellationToken cancellationToken) =>
        ChangeAsync(claim, row => row with { IsDone = true, Result = result, Until = time.GetUtcNow() + keepFor }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReleaseAsync(DeduplicationClaim claim, CancellationToken cancellationToken) =>
        ChangeAsync(claim, row => row with { Until = time.GetUtcNow(), Token = string.Empty }, cancellationToken);

    /// <inheritdoc/>
    public Task<int> SweepAsync(DateTimeOffset expiredBefore, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(_rows.Where(pair => pair.Value.IsOver(expiredBefore)).Select(pair => pair.Key).ToList().Count(_rows.Remove));
        }
    }

    private Task<bool> ChangeAsync(DeduplicationClaim claim, Func<Row, Row> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_rows.GetValueOrDefault(claim.Key) is not { IsDone: false } row || row.Token != claim.Token)
            {
                return Task.FromResult(false);
            }

            _rows[claim.Key] = change(row);
            return Task.FromResult(true);
        }
    }

    private sealed record Row(int Attempt, string Owner, DateTimeOffset Until, string Token, bool IsDone, string? Result)
    {
        public bool IsOver(DateTimeOffset now) => (IsDone ? Until : Until + Leases.KeptAfterClaim) < now;
    }
}
