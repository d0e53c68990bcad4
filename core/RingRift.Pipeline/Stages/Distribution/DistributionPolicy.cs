using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Distribution;

/// <summary>Ends an iteration once its champion, or the one restored in its place, lies where workers read it.</summary>
public static class DistributionPolicy
{
    /// <summary>Decides about a distributed champion.</summary>
    public static Decision<IterationState> Decide(
        IterationState? state, EventEnvelope cause, ModelPromoted promoted, DistributionOutcome.Distributed distributed)
    {
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(promoted);
        ArgumentNullException.ThrowIfNull(distributed);
        if (!StageCheck.IsAt(state, IterationStage.Distribution, ModelPromoted.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        var note = distributed.Model == promoted.Model
            ? $"distributed as {distributed.Location}"
            : $"rolled back before it was distributed; {distributed.Model.ShortId} distributed as {distributed.Location}";
        return new Decision<IterationState>.Accept(
            state.Noting(cause, note) with { Stage = IterationStage.Finished, FinishedAt = cause.Time },
            EventDraft.Of(new ModelDistributionComplete
            {
                Config = promoted.Config,
                Iteration = promoted.Iteration,
                Model = distributed.Model,
                Location = distributed.Location,
            }));
    }
}
