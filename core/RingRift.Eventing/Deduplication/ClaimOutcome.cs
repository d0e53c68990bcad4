namespace RingRift.Eventing.Deduplication;

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

    /// <summary>Somebody else works on it, until this time (UTC) at most.</summary>
    public sealed record Busy(DateTimeOffset Until) : ClaimOutcome;
}
