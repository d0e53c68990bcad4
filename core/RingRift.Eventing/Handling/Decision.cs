using RingRift.Eventing.Records;

namespace RingRift.Eventing.Handling;

/// <summary>What a policy decides about an event: to change the state and say something, or to leave everything as it is.</summary>
public abstract record Decision<TState>
    where TState : StoredRecord
{
    private Decision()
    {
    }

    /// <summary>Commit a new state together with events.</summary>
    /// <param name="State">The new state.</param>
    /// <param name="Events">Events to publish.</param>
    public sealed record Accept(TState State, params IReadOnlyList<EventDraft> Events) : Decision<TState>;

    /// <summary>Change nothing.</summary>
    /// <param name="Result">The answer: stale, retry or dead letter.</param>
    public sealed record Leave(HandlerResult Result) : Decision<TState>;
}
