namespace RingRift.Pipeline.Operations.Queues;

/// <summary>Tells how long messages have waited.</summary>
public interface IQueueAges
{
    /// <summary>
    /// When the oldest message that nobody works on was put into a queue (UTC); null where none waits or the queue does not exist. About
    /// right: of the messages that the service shows first.
    /// </summary>
    Task<DateTimeOffset?> OldestAsync(string queue, CancellationToken cancellationToken);
}
