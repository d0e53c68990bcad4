using Microsoft.Extensions.Configuration;

namespace RingRift.Azure.Connections;

/// <summary>The way to the Event Grid topic.</summary>
/// <param name="Endpoint">Where events are published.</param>
/// <param name="Key">Access key of the topic; null to use the identity.</param>
internal sealed record TopicConnection(Uri Endpoint, string? Key)
{
    private const string EndpointKey = "EventGrid:TopicEndpoint";
    private const string KeyKey = "EventGrid:TopicKey";

    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="storage">The connection to storage: where it needs no key, the topic needs none.</param>
    /// <exception cref="InvalidOperationException">A setting is missing, wrong, or contradicts another; the message names it and the
    /// rule.</exception>
    public static TopicConnection Read(IConfiguration configuration, StorageConnection storage)
    {
        var (text, key) = (configuration[EndpointKey], configuration[KeyKey]);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw new InvalidOperationException($"{EndpointKey} '{text}' must be the absolute http(s) address of an Event Grid topic");
        }

        if (string.IsNullOrWhiteSpace(key))
        {
            return endpoint.Scheme == Uri.UriSchemeHttps
                ? new TopicConnection(endpoint, null)
                : throw new InvalidOperationException(
                    $"{KeyKey} is empty, and {EndpointKey} '{endpoint}' is not https; without a key an identity is used, which is only sent over https");
        }

        return storage.ConnectionString is not null
            ? new TopicConnection(endpoint, key)
            : throw new InvalidOperationException(
                $"{KeyKey} is set, and {StorageConnection.Name} uses an identity; where there is an identity no key is used: leave {KeyKey} out");
    }
}
