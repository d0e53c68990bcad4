namespace RingRift.Pipeline.Queues;

/// <summary>Measures queues.</summary>
public interface IQueueDepths
{
    /// <summary>Messages in a queue, those that somebody works on included; 0 when it does not exist. About right: the service counts that way.</summary>
    Task<int> ReadAsync(string queue, CancellationToken cancellationToken);
}
