using RingRift.Eventing.Recovery;

namespace RingRift.Azure.Topology;

/// <summary>An Event Grid subscription to new blobs of a container; the storage account's system topic sends them.</summary>
/// <param name="Name">Its name: letters, digits and hyphens.</param>
/// <param name="Container">The container.</param>
/// <param name="FunctionName">The function that is told, by the name in its <c>[Function]</c> attribute.</param>
public sealed record StorageRoute(string Name, string Container, string FunctionName)
{
    /// <summary>Type of the CloudEvents it takes.</summary>
    public const string EventType = "Microsoft.Storage.BlobCreated";

    /// <summary>Deliveries tried before the event becomes a dead letter. Default: that of <see cref="DeliveryRetry.BlobNotice"/>.</summary>
    public int MaxDeliveryAttempts { get; init; } = DeliveryRetry.BlobNotice.MaxAttempts;

    /// <summary>How long delivery is tried. Default: that of <see cref="DeliveryRetry.BlobNotice"/>.</summary>
    public TimeSpan TimeToLive { get; init; } = DeliveryRetry.BlobNotice.TimeToLive;
}
