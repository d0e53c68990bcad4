using Microsoft.Extensions.Logging;

namespace RingRift.Emulators.EventGrid.Delivery;

internal sealed partial class SubscriptionPump
{
    [LoggerMessage(30, LogLevel.Information, "Subscription {Subscription} is ready")]
    private partial void LogReady(string subscription);

    [LoggerMessage(31, LogLevel.Information, "Subscription {Subscription} is not ready yet: {Error}")]
    private partial void LogNotReady(string subscription, string error);

    [LoggerMessage(32, LogLevel.Information, "Subscription {Subscription}: {EventId}, attempt {Attempt} failed: {Error}; next at {Due}")]
    private partial void LogRetry(string subscription, string eventId, int attempt, string error, DateTimeOffset due);

    [LoggerMessage(
        33, LogLevel.Warning,
        "Subscription {Subscription}: event {EventId} given up ({Reason}) after {Attempts} attempts, last outcome {Outcome}")]
    private partial void LogGivenUp(string subscription, string eventId, string reason, int attempts, DeliveryOutcome? outcome);

    [LoggerMessage(34, LogLevel.Warning, "Subscription {Subscription}: event {EventId} is lost, as no dead-letter container took it")]
    private partial void LogDropped(string subscription, string eventId);

    [LoggerMessage(35, LogLevel.Error, "Subscription {Subscription}: event {EventId} failed unexpectedly")]
    private partial void LogUnexpected(Exception error, string subscription, string eventId);
}
