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
    /// The pipeline holds what the event asks for (a pause, back-pressure). Nothing is done and nothing is to be delivered again: the reconciler of
    /// the stage sends the event anew once the hold is over.
    /// </summary>
    public sealed record Held(string Reason) : HandlerResult;
}
