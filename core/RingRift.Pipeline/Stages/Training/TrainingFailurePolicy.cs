using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Training;

/// <summary>Ends an iteration whose training failed for good.</summary>
public static class TrainingFailurePolicy
{
    /// <summary>Decides about a failure.</summary>
    public static Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, TrainingFailed failed)
    {
        ArgumentNullException.ThrowIfNull(failed);
        if (!StageCheck.IsAt(state, IterationStage.Training, TrainingFailed.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        return state.Training!.JobId != failed.JobId
            ? StageCheck.Leave(new HandlerResult.DeadLetter(
                $"job '{failed.JobId}' was never asked for; the iteration's is '{state.Training.JobId}'"))
            : new Decision<IterationState>.Accept(state.Ended(cause, IterationOutcome.TrainingFailed, failed.Reason));
    }
}
