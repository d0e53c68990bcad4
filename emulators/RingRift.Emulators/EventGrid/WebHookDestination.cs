namespace RingRift.Emulators.EventGrid;

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
