namespace RingRift.Emulators.EventGrid;

/// <summary>How a webhook is asked for its consent before events are sent to it.</summary>
public enum WebHookHandshakeKind
{
    /// <summary>CloudEvents abuse protection: OPTIONS with <c>WebHook-Request-Origin</c>, answered by <c>WebHook-Allowed-Origin</c>.</summary>
    CloudEvents,

    /// <summary>
    /// Event Grid schema: POST of a SubscriptionValidationEvent, answered by <c>{"validationResponse": code}</c> or later by a GET of
    /// its <c>validationUrl</c>.
    /// </summary>
    EventGrid,
}
