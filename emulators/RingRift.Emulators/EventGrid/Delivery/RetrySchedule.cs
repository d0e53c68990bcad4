using RingRift.Emulators.EventGrid.Events;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>When a failed delivery is tried again, if at all: the service's schedule, minimum waits and final statuses.</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>
    /// Whether the result ends delivery at once. A storage queue is an Azure resource, for which 401 and 403 may still heal.
    /// </summary>
    public static bool IsFinal(DeliveryResult result, bool azureResource) => result.Status switch
    {
        400 or 413 => true,
        401 or 403 => !azureResource,
        _ => false,
    };

    /// <summary>The wait after the given number of failed attempts, before jitter and scale.</summary>
    public static TimeSpan WaitAfter(int attempts, DeliveryResult result)
    {
        var step = Steps[Math.Clamp(attempts - 1, 0, Steps.Length - 1)];
        var minimum = MinimumWait(result.Status);
        return step > minimum ? step : minimum;
    }

    /// <summary>The longest wait after the given number of failed attempts, whatever the result was.</summary>
    public static TimeSpan LongestAfter(int attempts) =>
        WaitAfter(attempts, new DeliveryResult(DeliveryOutcome.GenericError, 404, string.Empty));

    private static TimeSpan MinimumWait(int? status) => status switch
    {
        401 or 403 or 404 => TimeSpan.FromMinutes(5),
        408 => TimeSpan.FromMinutes(2),
        503 => TimeSpan.FromSeconds(30),
        _ => TimeSpan.FromSeconds(10),
    };
}

/// <summary>The consequence of a failed attempt: a wait, or the reason to give up.</summary>
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

/// <summary>Why delivery was given up. Only the first is confirmed to be spelled as the service spells it.</summary>
internal static class DeadLetterReason
{
    public const string MaxDeliveryAttemptsExceeded = nameof(MaxDeliveryAttemptsExceeded);
    public const string TimeToLiveExceeded = nameof(TimeToLiveExceeded);
    public const string UndeliverableByStatus = nameof(UndeliverableByStatus);
}
