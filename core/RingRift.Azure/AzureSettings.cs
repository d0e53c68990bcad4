using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace RingRift.Azure;

/// <summary>
/// Where storage and the topic are, checked when they are read. Storage is named as for the platform's own bindings: a connection string, the
/// name of an account, or the address of each service; the last two with the process's identity.
/// </summary>
internal sealed partial record AzureSettings
{
    private const string StorageKey = "AzureWebJobsStorage";
    private const string EndpointKey = "EventGrid:TopicEndpoint";
    private const string TopicKeyKey = "EventGrid:TopicKey";

    /// <summary>Connection string of the storage account; null to use the addresses with an identity.</summary>
    public required string? ConnectionString { get; init; }

    /// <summary>Address of the blob service; null where there is a connection string, like those of the other services.</summary>
    public required Uri? Blobs { get; init; }

    /// <summary>Address of the queue service.</summary>
    public required Uri? Queues { get; init; }

    /// <summary>Address of the table service.</summary>
    public required Uri? Tables { get; init; }

    /// <summary>Client id of the user-assigned identity to use; null for the one the environment gives.</summary>
    public required string? ClientId { get; init; }

    /// <summary>Where events are published.</summary>
    public required Uri TopicEndpoint { get; init; }

    /// <summary>Access key of the topic; null to use the process's identity.</summary>
    public required string? TopicKey { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names it and the rule.</exception>
    public static AzureSettings Read(IConfiguration configuration)
    {
        var connection = ReadConnection(configuration);
        var (endpoint, topicKey) = (ReadEndpoint(configuration), NullIfEmpty(configuration[TopicKeyKey]));
        return topicKey is not null || endpoint.Scheme == Uri.UriSchemeHttps
            ? new AzureSettings
            {
                ConnectionString = connection,
                Blobs = connection is null ? ServiceAddress(configuration, "blob") : null,
                Queues = connection is null ? ServiceAddress(configuration, "queue") : null,
                Tables = connection is null ? ServiceAddress(configuration, "table") : null,
                ClientId = NullIfEmpty(configuration[$"{StorageKey}:clientId"]),
                TopicEndpoint = endpoint,
                TopicKey = topicKey,
            }
            : throw new InvalidOperationException(
                $"{TopicKeyKey} is empty, and {EndpointKey} '{endpoint}' is not https; without a key an identity is used, which is only sent over https");
    }

    private static string? ReadConnection(IConfiguration configuration)
    {
        if (NullIfEmpty(configuration[StorageKey]) is not { } connection)
        {
            return null;
        }

        try
        {
            // The client's own parser decides what a connection string is.
            _ = new QueueServiceClient(connection);
            return connection;
        }
        catch (FormatException exception)
        {
            // The value is a secret, so it is not repeated.
            throw new InvalidOperationException($"{StorageKey} is not a storage connection string: {exception.Message}", exception);
        }
    }

    private static Uri ServiceAddress(IConfiguration configuration, string service)
    {
        var (key, accountKey) = ($"{StorageKey}:{service}ServiceUri", $"{StorageKey}:accountName");
        if (NullIfEmpty(configuration[key]) is { } address)
        {
            return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
                ? uri
                : throw new InvalidOperationException($"{key} '{address}' must be the absolute https address of a {service} service");
        }

        var account = NullIfEmpty(configuration[accountKey]) ?? throw new InvalidOperationException(
            $"{StorageKey} must be a storage connection string, or {accountKey} the name of an account, or {StorageKey}:blobServiceUri, "
            + $":queueServiceUri and :tableServiceUri the addresses of its services; {key} and the others are empty");
        return AccountName().IsMatch(account)
            ? new Uri($"https://{account}.{service}.core.windows.net")
            : throw new InvalidOperationException($"{accountKey} '{account}' must be 3 to 24 lower-case letters and digits");
    }

    private static Uri ReadEndpoint(IConfiguration configuration)
    {
        var endpoint = configuration[EndpointKey];
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new InvalidOperationException($"{EndpointKey} '{endpoint}' must be the absolute http(s) address of an Event Grid topic");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    [GeneratedRegex("^[a-z0-9]{3,24}$")]
    private static partial Regex AccountName();
}
