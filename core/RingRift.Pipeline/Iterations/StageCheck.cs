using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Recovery;

namespace RingRift.Pipeline.Iterations;

/// <summary>Answers events that come too early or too late for their iteration; order is never guaranteed by the transport.</summary>
internal static class StageCheck
{
    /// <summary>Null when the iteration is at the stage.</summary>
    public static HandlerResult? NotAt(IterationState? state, IterationStage stage, DataEventType type) => state switch
    {
        null => Early(type, "its iteration does not exist yet"),
        _ when state.Stage < stage => Early(type, $"its iteration is still at {state.Stage}, the event belongs to {stage}"),
        _ when state.Stage > stage => new HandlerResult.Stale($"{type.AdrName()}: its iteration is already at {state.Stage}"),
        _ => null,
    };

    /// <summary>Leaves the state as it is with <paramref name="result"/>.</summary>
    public static Decision<IterationState> Leave(HandlerResult result) => new Decision<IterationState>.Leave(result);

    public static HandlerResult.Retry Early(DataEventType type, string reason) => new($"{type.AdrName()}: {reason}", HandlerRetry.WhenEarly);
}
