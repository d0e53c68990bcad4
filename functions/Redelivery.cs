using Microsoft.Azure.Functions.Worker;
using RingRift.Azure.Redelivery;
using RingRift.Eventing.Handling;
using RingRift.Functions.Delivery;

namespace RingRift.Functions;

/// <summary>Redelivery: hands a redriven or replayed event to the one consumer it is for.</summary>
public sealed class Redelivery(Redeliverer redeliverer)
{
    /// <summary>Takes one message, a <see cref="RedeliveryMessage"/> as JSON.</summary>
    /// <exception cref="EventNotHandledException">The handler asks for another delivery.</exception>
    [Function(nameof(Redeliver))]
    public async Task Redeliver([QueueTrigger(RedeliveryMessage.Queue)] string message, CancellationToken cancellationToken)
    {
        if (await redeliverer.DeliverAsync(message, cancellationToken) is HandlerResult.Retry(var why, var after))
        {
            var consumer = RedeliveryMessage.TryParse(message, out var read, out _) ? read!.Consumer : "?";
            throw new EventNotHandledException(nameof(Redeliver), consumer, why, after);
        }
    }
}
