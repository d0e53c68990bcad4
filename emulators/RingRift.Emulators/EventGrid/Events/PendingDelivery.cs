namespace RingRift.Emulators.EventGrid.Events;

/// <summary>An event on its way to one subscription.</summary>
/// <param name="number">The event's number in the journal.</param>
/// <param name="document">The event.</param>
/// <param name="publishTime">When it was accepted.</param>
internal sealed class PendingDelivery(long number, CloudEventDocument document, DateTimeOffset publishTime)
{
    public long Number => number;

    public CloudEventDocument Event => document;

    public DateTimeOffset PublishTime => publishTime;

    /// <summary>From when the time to live counts: acceptance, or the emulator's start if that was later.</summary>
    public required DateTimeOffset AliveSince { get; init; }

    /// <summary>Attempts made.</summary>
    public int Attempts { get; set; }

    /// <summary>When the next attempt is due.</summary>
    public DateTimeOffset Due { get; set; }

    /// <summary>How the last attempt ended.</summary>
    public DeliveryOutcome? LastOutcome { get; set; }

    /// <summary>Set once delivery is given up and only the dead letter is left to write.</summary>
    public string? DeadLetterReason { get; set; }

    /// <summary>When delivery was given up.</summary>
    public DateTimeOffset DeadLetterSince { get; set; }

    /// <summary>An injected second delivery; nothing depends on its success.</summary>
    public bool IsDuplicate { get; init; }
}

/// <summary>The ends of an attempt, named as the service writes them into <c>lastdeliveryoutcome</c>.</summary>
internal enum DeliveryOutcome
{
    Delivered,
    BadRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    TimedOut,
    PayloadTooLarge,
    Busy,
    SocketError,
    ResolutionError,
    GenericError,
}
