namespace RingRift.Emulators.EventGrid.Subscriptions;

/// <summary>Where a subscription delivers: <see cref="WebHookDestination"/> or <see cref="StorageQueueDestination"/>.</summary>
public abstract record EventDestination
{
    private protected EventDestination()
    {
    }
}

/// <summary>
/// An HTTP endpoint that gets one CloudEvent per POST (<c>application/cloudevents+json; charset=utf-8</c>) after it has agreed to by a
/// handshake.
/// </summary>
/// <param name="Endpoint">Absolute http or https address; its query is kept.</param>
public sealed record WebHookDestination(Uri Endpoint) : EventDestination
{
    /// <summary>How the endpoint is asked for its consent. Default: the one of the CloudEvents schema.</summary>
    public WebHookHandshakeKind Handshake { get; init; } = WebHookHandshakeKind.CloudEvents;
}

/// <summary>How a webhook is asked for its consent before events are sent to it.</summary>
public enum WebHookHandshakeKind
{
    /// <summary>
    /// CloudEvents abuse protection: OPTIONS with <c>WebHook-Request-Origin</c>, answered by <c>WebHook-Allowed-Origin</c>.
    /// </summary>
    CloudEvents,

    /// <summary>
    /// Event Grid schema: POST of a SubscriptionValidationEvent, answered by <c>{"validationResponse": code}</c> or later by a GET of
    /// its <c>validationUrl</c>.
    /// </summary>
    EventGrid,
}

/// <summary>A storage queue that gets the CloudEvent's JSON in Base64. It is created when it is missing.</summary>
/// <param name="ConnectionString">Of the storage account.</param>
/// <param name="QueueName">Name of the queue.</param>
public sealed record StorageQueueDestination(string ConnectionString, string QueueName) : EventDestination
{
    /// <summary>How long a message may lie in the queue; null (the default) means for ever.</summary>
    public TimeSpan? MessageTimeToLive { get; init; }
}
