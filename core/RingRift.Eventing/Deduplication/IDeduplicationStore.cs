namespace RingRift.Eventing.Deduplication;

/// <summary>
/// The durable window: one row for each content and consumer. Whoever inserts the row has the work; a claim that expired may be taken over,
/// and who lost it cannot complete any more.
/// </summary>
public interface IDeduplicationStore
{
    /// <summary>Claims a content, when nobody has it and nobody is done with it.</summary>
    /// <param name="key">The content, as the consumer sees it (<see cref="ContentKey.For"/>).</param>
    /// <param name="owner">Who asks, for people to read; two calls are two claims even for one owner.</param>
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
