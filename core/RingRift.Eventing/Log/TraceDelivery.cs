using RingRift.Eventing.Handling;

namespace RingRift.Eventing.Log;

/// <summary>One delivery in a trace.</summary>
/// <param name="Consumer">Handler or queue.</param>
/// <param name="Attempt">Its place among the deliveries of the event to this consumer, from 1.</param>
/// <param name="Time">When it ended (UTC).</param>
/// <param name="Seconds">How long the consumer worked, in seconds.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why, where the outcome needs a reason.</param>
/// <param name="ReplayId">Replay it belonged to; null for an ordinary one.</param>
public sealed record TraceDelivery(
    string Consumer, int Attempt, DateTimeOffset Time, double Seconds, HandlingOutcome Outcome, string? Reason = null, string? ReplayId = null);
