using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;
using RingRift.Pipeline.Jobs;

namespace RingRift.Functions.Evaluation;

/// <summary>MATCH_REQUESTED: plays one chunk of paired evaluation games on the CPU.</summary>
public sealed class PlayMatches(EventIntake intake)
{
    /// <summary>Takes one message: a CloudEvent as JSON.</summary>
    [Function(nameof(PlayMatches))]
    public Task RunAsync([QueueTrigger(JobQueues.Match)] string message, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(PlayMatches), JobQueues.Match, message, cancellationToken);
}
