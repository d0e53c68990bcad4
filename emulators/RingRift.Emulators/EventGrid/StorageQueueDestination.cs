namespace RingRift.Emulators.EventGrid;

/// <summary>A storage queue that gets the CloudEvent's JSON in Base64. It is created when it is missing.</summary>
/// <param name="ConnectionString">Of the storage account.</param>
/// <param name="QueueName">Name of the queue.</param>
public sealed record StorageQueueDestination(string ConnectionString, string QueueName) : EventDestination
{
    /// <summary>How long a message may lie in the queue; null (the default) means for ever.</summary>
    public TimeSpan? MessageTimeToLive { get; init; }
}
