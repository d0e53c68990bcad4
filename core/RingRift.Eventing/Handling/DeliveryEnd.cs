namespace RingRift.Eventing.Handling;

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
