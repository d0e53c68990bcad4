using Microsoft.Azure.Functions.Worker;
using RingRift.Azure.Redelivery;
using RingRift.Eventing.Handling;
using RingRift.Functions.Handling;

namespace RingRift.Functions.DeadLetters;

/// <summary>Hands a redriven or replayed event to the one consumer it is for.</summary>
public sealed class Redeliver(Redeliverer redeliverer)
{
    /// <summary>Takes one message, a <see cref="RedeliveryMessage"/> as JSON.</summary>
    /// <exception cref="EventNotHandledException">The handler asks for another delivery.</exception>
    [Function(nameof(Redeliver))]
    public async Task RunAsync([QueueTrigger(RedeliveryMessage.Queue)] string message, CancellationToken cancellationToken)
    {
        if (await redeliverer.DeliverAsync(message, cancellationToken) is HandlerResult.Retry(var why, var after))
        {
            throw new EventNotHandledException(nameof(Redeliver), RedeliveryMessage.TryParse(message, out var read, out _) ? read!.Consumer : "?", why, after);
        }
    }
}
