using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.OpponentPools;

/// <summary>EVALUATION_COMPLETED: counts what the candidate scored for the win rates of the opponent pool.</summary>
public sealed class CountOpponentResults(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(CountOpponentResults))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(CountOpponentResults), cloudEvent, cancellationToken);
}
