namespace RingRift.Emulators.EventGrid;

/// <summary>Where a subscription delivers: <see cref="WebHookDestination"/> or <see cref="StorageQueueDestination"/>.</summary>
public abstract record EventDestination
{
    private protected EventDestination()
    {
    }
}
