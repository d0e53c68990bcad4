using System.Diagnostics.CodeAnalysis;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Recovery;

namespace RingRift.Pipeline.Iterations;

/// <summary>Answers events that come too early or too late for their iteration; order is never guaranteed by the transport.</summary>
internal static class StageCheck
{
    /// <summary>Whether the iteration is at the stage to which an event belongs.</summary>
    /// <param name="state">The iteration; null where there is none yet.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="type">The event, for the answer.</param>
    /// <param name="answer">The answer to an event that came too early or too late.</param>
    public static bool IsAt(
        [NotNullWhen(true)] IterationState? state, IterationStage stage, DataEventType type, [NotNullWhen(false)] out HandlerResult? answer)
    {
        if (HasReached(state, stage, type, out answer) && state.Stage > stage)
        {
            answer = new HandlerResult.Stale($"{type.CatalogueName()}: its iteration is already at {IterationStages.NameOf(state.Stage)}");
        }

        return answer is null;
    }

    /// <summary>Whether the iteration is at the stage or past it.</summary>
    /// <inheritdoc cref="IsAt"/>
    public static bool HasReached(
        [NotNullWhen(true)] IterationState? state, IterationStage stage, DataEventType type, [NotNullWhen(false)] out HandlerResult? answer)
    {
        answer = state switch
        {
            null => Early(type, "its iteration does not exist yet"),
            _ when state.Stage < stage => Early(
                type, $"its iteration is still at {IterationStages.NameOf(state.Stage)}, the event belongs to {IterationStages.NameOf(stage)}"),
            _ => null,
        };
        return answer is null;
    }

    /// <summary>Leaves the state as it is with <paramref name="result"/>.</summary>
    public static Decision<IterationState> Leave(HandlerResult result) => new Decision<IterationState>.Leave(result);

    public static HandlerResult.Retry Early(DataEventType type, string reason) => new($"{type.CatalogueName()}: {reason}", HandlerRetry.WhenEarly);
}
