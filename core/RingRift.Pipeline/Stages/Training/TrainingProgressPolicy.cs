using System.Globalization;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Training;

/// <summary>Records who trains. The newest attempt counts, whenever its event arrives.</summary>
public static class TrainingProgressPolicy
{
    /// <summary>Decides about a begun attempt.</summary>
    public static Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, TrainingStarted started)
    {
        ArgumentNullException.ThrowIfNull(started);
        if (!StageCheck.HasReached(state, IterationStage.Training, TrainingStarted.Type, out var early))
        {
            return StageCheck.Leave(early);
        }

        if (state.Training?.JobId != started.JobId)
        {
            return StageCheck.Leave(
                new HandlerResult.DeadLetter($"job '{started.JobId}' was never asked for; the iteration's is '{state.Training?.JobId}'"));
        }

        return started.Attempt <= state.Training.Attempt
            ? StageCheck.Leave(new HandlerResult.Stale($"attempt {started.Attempt} is not newer than {state.Training.Attempt}"))
            : new Decision<IterationState>.Accept(
                (state with { Training = state.Training with { Attempt = started.Attempt, Worker = started.Worker } })
                    .Noting(cause, string.Create(CultureInfo.InvariantCulture, $"attempt {started.Attempt} on {started.Worker}")));
    }
}
