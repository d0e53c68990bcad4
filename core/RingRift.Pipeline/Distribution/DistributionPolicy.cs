using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Distribution;

/// <summary>Ends an iteration once its champion lies where workers read it.</summary>
public static class DistributionPolicy
{
    /// <summary>Decides about a distributed champion.</summary>
    public static Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, ModelPromoted promoted, string location)
    {
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(promoted);
        return StageCheck.NotAt(state, IterationStage.Distribution, ModelPromoted.Type) is { } answer
            ? StageCheck.Leave(answer)
            : new Decision<IterationState>.Accept(
                state!.Noting(cause, $"distributed as {location}") with { Stage = IterationStage.Finished, FinishedAt = cause.Time },
                EventDraft.Of(new ModelDistributionComplete
                {
                    Config = promoted.Config,
                    Iteration = promoted.Iteration,
                    Model = promoted.Model,
                    Location = location,
                }));
    }
}
