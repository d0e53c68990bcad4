using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Queues;

/// <summary>Measures queues.</summary>
public interface IQueueDepths
{
    /// <summary>
    /// Messages in a queue, those that somebody works on included; 0 when it does not exist. About right: the service counts that way.
    /// </summary>
    Task<int> ReadAsync(string queue, CancellationToken cancellationToken);

    /// <summary>
    /// The same, with those that are worked on apart. Exact up to the 32 waiting messages a service shows at once; where more wait,
    /// <paramref name="mostInFlight"/> of them, or all but 32, are taken to be worked on.
    /// </summary>
    /// <param name="queue">Name of the queue.</param>
    /// <param name="mostInFlight">Most messages that can be worked on: one for each worker.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<QueueLoad> ReadLoadAsync(string queue, int mostInFlight, CancellationToken cancellationToken);
}

/// <summary>The messages of a queue.</summary>
/// <param name="Visible">Messages that anybody may take.</param>
/// <param name="InFlight">Messages that somebody works on, or that are put off.</param>
public sealed record QueueLoad(int Visible, int InFlight) : StoredRecord
{
    /// <summary>All of them.</summary>
    public int Messages => Visible + InFlight;
}
