namespace RingRift.Eventing.Handling;

/// <summary>How a handler answered an event.</summary>
public abstract record HandlerResult
{
    private HandlerResult()
    {
    }

    /// <summary>The event was handled; its effects are committed.</summary>
    public sealed record Done : HandlerResult;

    /// <summary>The event was handled before; whatever it left in the outbox was dispatched again.</summary>
    public sealed record Duplicate : HandlerResult;

    /// <summary>The event no longer matters, for example because its iteration is over.</summary>
    public sealed record Stale(string Reason) : HandlerResult;

    /// <summary>Try again: a transient fault, or something the event needs is not there yet.</summary>
    public sealed record Retry(string Reason, TimeSpan After) : HandlerResult;

    /// <summary>The event can never be handled; it is kept as a dead letter.</summary>
    public sealed record DeadLetter(string Reason) : HandlerResult;

    /// <summary>
    /// The pipeline holds what the event asks for (a pause, back-pressure). Nothing is done and nothing is to be delivered again: the
    /// reconciler of the stage sends the event anew once the hold is over.
    /// </summary>
    public sealed record Held(string Reason) : HandlerResult;
}

/// <summary>How one delivery of an event to one consumer ended; the results of handlers, and faults of the infrastructure.</summary>
public enum HandlingOutcome
{
    /// <summary>Handled; the effects are committed.</summary>
    Done,

    /// <summary>Handled before.</summary>
    Duplicate,

    /// <summary>It no longer mattered.</summary>
    Stale,

    /// <summary>To be delivered again.</summary>
    Retry,

    /// <summary>Put off by a pause or by back-pressure; the stage's reconciler sends it anew.</summary>
    Held,

    /// <summary>Given up and kept as a dead letter.</summary>
    DeadLetter,

    /// <summary>The consumer threw: a fault of the infrastructure; to be delivered again.</summary>
    Faulted,
}

/// <summary>How one delivery ended.</summary>
/// <param name="Outcome">The end.</param>
/// <param name="Reason">Why, where the outcome needs a reason.</param>
public readonly record struct DeliveryEnd(HandlingOutcome Outcome, string? Reason = null)
{
    /// <summary>The end that a handler's result is.</summary>
    public static DeliveryEnd Of(HandlerResult result) => result switch
    {
        HandlerResult.Done => new(HandlingOutcome.Done),
        HandlerResult.Duplicate => new(HandlingOutcome.Duplicate),
        HandlerResult.Stale(var reason) => new(HandlingOutcome.Stale, reason),
        HandlerResult.Retry(var reason, _) => new(HandlingOutcome.Retry, reason),
        HandlerResult.DeadLetter(var reason) => new(HandlingOutcome.DeadLetter, reason),
        HandlerResult.Held(var reason) => new(HandlingOutcome.Held, reason),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "no such result"),
    };
}
