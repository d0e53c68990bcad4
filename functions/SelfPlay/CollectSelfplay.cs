using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.SelfPlay;

/// <summary>SELFPLAY_COMPLETE: counts an iteration's shards; when all are stored, asks for the sync.</summary>
public sealed class CollectSelfplay(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(CollectSelfplay))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(CollectSelfplay), cloudEvent, cancellationToken);
}
