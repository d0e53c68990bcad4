namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>What follows a failed attempt: a wait, or the reason to give up.</summary>
/// <param name="Wait">The wait before the next attempt, before jitter and scale.</param>
/// <param name="GiveUpReason">Set when there is no next attempt.</param>
internal readonly record struct RetryDecision(TimeSpan Wait, string? GiveUpReason)
{
    /// <summary>Decides after the given number of failed attempts.</summary>
    public static RetryDecision After(int attempts, DeliveryResult result, RetryPolicy policy, bool azureResource)
    {
        if (RetrySchedule.IsFinal(result, azureResource))
        {
            return new RetryDecision(default, DeadLetterReason.UndeliverableByStatus);
        }
        return attempts >= policy.MaxDeliveryAttempts
            ? new RetryDecision(default, DeadLetterReason.MaxDeliveryAttemptsExceeded)
            : new RetryDecision(RetrySchedule.WaitAfter(attempts, result), null);
    }
}
