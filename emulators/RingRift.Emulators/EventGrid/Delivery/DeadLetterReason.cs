namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>Why delivery was given up. Only the first is confirmed to be spelled as the service spells it.</summary>
internal static class DeadLetterReason
{
    public const string MaxDeliveryAttemptsExceeded = nameof(MaxDeliveryAttemptsExceeded);
    public const string TimeToLiveExceeded = nameof(TimeToLiveExceeded);
    public const string UndeliverableByStatus = nameof(UndeliverableByStatus);
}
