namespace RingRift.Eventing.Deduplication;

/// <summary>The right to work on a content.</summary>
/// <param name="Key">The content.</param>
/// <param name="Attempt">Fencing number, from 1: each claim of the same content has a higher one. Belongs into every effect that is not idempotent.</param>
/// <param name="LeaseUntil">When others may take it over (UTC).</param>
/// <param name="Token">What the store knows the claim by.</param>
public sealed record DeduplicationClaim(ContentKey Key, int Attempt, DateTimeOffset LeaseUntil, string Token)
{
    /// <summary>
    /// How long a claim that was never completed stays known after its lease: as long as a queue may deliver the event again, so that its number
    /// keeps rising.
    /// </summary>
    public static readonly TimeSpan KeptAfterLease = TimeSpan.FromDays(7);
}
