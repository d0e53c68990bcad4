using RingRift.Emulators.EventGrid.Events;

namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>Carries events to one destination.</summary>
internal interface IEventDeliverer
{
    /// <summary>Whether the destination is an Azure resource, whose failures are judged more kindly than a webhook's.</summary>
    bool IsAzureResource { get; }

    /// <summary>Makes the destination ready: the handshake, or the creation of the queue. Returns the fault, or null.</summary>
    Task<string?> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Tries once to deliver; expected failures are results.</summary>
    Task<DeliveryResult> DeliverAsync(PendingDelivery delivery, CancellationToken cancellationToken);
}

/// <summary>The end of one attempt.</summary>
/// <param name="Outcome">The kind of end.</param>
/// <param name="Status">The HTTP status, where the destination gave one.</param>
/// <param name="Detail">For the status page and the log.</param>
internal readonly record struct DeliveryResult(DeliveryOutcome Outcome, int? Status, string Detail)
{
    public static readonly DeliveryResult Delivered = new(DeliveryOutcome.Delivered, null, string.Empty);

    /// <summary>Names a failing HTTP status.</summary>
    public static DeliveryResult FromFailure(int status, string detail)
    {
        var outcome = status switch
        {
            400 => DeliveryOutcome.BadRequest,
            401 => DeliveryOutcome.Unauthorized,
            403 => DeliveryOutcome.Forbidden,
            404 => DeliveryOutcome.NotFound,
            408 => DeliveryOutcome.TimedOut,
            413 => DeliveryOutcome.PayloadTooLarge,
            429 or 503 => DeliveryOutcome.Busy,
            _ => DeliveryOutcome.GenericError,
        };
        return new DeliveryResult(outcome, status, detail);
    }
}
