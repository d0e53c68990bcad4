namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>Carries events to one destination.</summary>
internal interface IEventDeliverer
{
    /// <summary>Whether the destination is an Azure resource, whose failures are judged more kindly than a webhook's.</summary>
    bool IsAzureResource { get; }

    /// <summary>Makes the destination ready: the handshake, or the creation of the queue. Returns what is wrong, or null.</summary>
    Task<string?> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Tries once to deliver; expected failures are results.</summary>
    Task<DeliveryResult> DeliverAsync(PendingDelivery delivery, CancellationToken cancellationToken);
}
