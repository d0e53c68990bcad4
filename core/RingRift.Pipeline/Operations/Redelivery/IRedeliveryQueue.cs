namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>
/// Takes events to their consumer again, apart from the transport that fans out. A request for a GPU worker goes to that worker's own
/// queue; every other one is handed to the dispatcher under the consumer's name.
/// </summary>
public interface IRedeliveryQueue
{
    /// <summary>Queues a request; returns when it is durably accepted.</summary>
    /// <exception cref="ArgumentException">A replayed event does not fit a message.</exception>
    Task SendAsync(RedeliveryRequest request, CancellationToken cancellationToken);
}
