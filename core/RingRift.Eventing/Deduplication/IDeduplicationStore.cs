namespace RingRift.Eventing.Deduplication;

/// <summary>
/// The durable window (ADR 0010): one row for each content and consumer. Whoever inserts the row has the work; a claim that expired may be taken over,
/// and who lost it cannot complete any more.
/// </summary>
public interface IDeduplicationStore
{
    /// <summary>Claims a content, when nobody has it and nobody is done with it.</summary>
    /// <param name="key">The content, as the consumer sees it (<see cref="ContentKey.For"/>).</param>
    /// <param name="owner">Who asks, which a content keeps until it is done; two calls are two claims even for one owner.</param>
    /// <param name="lease">How long the claim holds unless it is completed.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    Task<ClaimOutcome> ClaimAsync(ContentKey key, string owner, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Ends a claim: the content is done and stays so until <paramref name="keepFor"/> is over.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="result">What a repeat is answered with, at most 32,000 characters; null for nothing.</param>
    /// <param name="keepFor">How long a repeat is known. Longer than anything can be delivered again.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>False when the claim was taken over: the caller's result is to be thrown away.</returns>
    Task<bool> CompleteAsync(DeduplicationClaim claim, string? result, TimeSpan keepFor, CancellationToken cancellationToken);

    /// <summary>Gives a claim back, so that the next delivery need not wait for the lease to end. Its number stays used.</summary>
    /// <returns>False when the claim was taken over.</returns>
    Task<bool> ReleaseAsync(DeduplicationClaim claim, CancellationToken cancellationToken);

    /// <summary>Removes contents that were done and kept long enough, and claims nobody came back to.</summary>
    /// <param name="expiredBefore">Only what expired before this time (UTC).</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>Rows removed.</returns>
    Task<int> SweepAsync(DateTimeOffset expiredBefore, CancellationToken cancellationToken);
}

/// <summary>What a claim found.</summary>
public abstract record ClaimOutcome
{
    private ClaimOutcome()
    {
    }

    /// <summary>The content is the caller's.</summary>
    public sealed record Claimed(DeduplicationClaim Claim) : ClaimOutcome;

    /// <summary>It was done before, with this result.</summary>
    public sealed record Done(string? Result) : ClaimOutcome;

    /// <summary>Somebody else works on it, until this time (UTC) at most; the owner is the first who asked for it.</summary>
    public sealed record Busy(DateTimeOffset Until, string Owner) : ClaimOutcome;
}

/// <summary>The right to work on a content.</summary>
/// <param name="Key">The content.</param>
/// <param name="Attempt">Fencing number, from 1: each claim of the same content has a higher one. Belongs into every effect that is not idempotent.</param>
/// <param name="Owner">The first who asked for the content since it was last done: a claim that is taken over keeps it.</param>
/// <param name="LeaseUntil">When others may take it over (UTC).</param>
/// <param name="Token">What the store knows the claim by.</param>
public sealed record DeduplicationClaim(ContentKey Key, int Attempt, string Owner, DateTimeOffset LeaseUntil, string Token);
