using Microsoft.Azure.Functions.Worker;
using RingRift.Azure.DeadLetters;

namespace RingRift.Functions.DeadLetters;

/// <summary>Brings what Event Grid and the queues gave up into the store of dead letters.</summary>
public sealed class CollectDeadLetters(DeadLetterCollection collection)
{
    private const string EveryFifteenSeconds = "*/15 * * * * *";

    /// <summary>Collects once.</summary>
    [Function(nameof(CollectDeadLetters))]
    public Task RunAsync([TimerTrigger(EveryFifteenSeconds)] TimerInfo timer, CancellationToken cancellationToken) =>
        collection.CollectAsync(cancellationToken);
}
