using Microsoft.Extensions.Configuration;

namespace RingRift.Azure;

/// <summary>Where storage and the topic are, checked when they are read.</summary>
internal sealed record AzureSettings
{
    private const string StorageKey = "AzureWebJobsStorage";
    private const string EndpointKey = "EventGrid:TopicEndpoint";
    private const string TopicKeyKey = "EventGrid:TopicKey";

    /// <summary>Connection string of the storage account; null to use <see cref="AccountName"/> with an identity.</summary>
    public required string? ConnectionString { get; init; }

    /// <summary>Storage account reached with the process's identity.</summary>
    public required string? AccountName { get; init; }

    /// <summary>Where events are published.</summary>
    public required Uri TopicEndpoint { get; init; }

    /// <summary>Access key of the topic; null to use the process's identity.</summary>
    public required string? TopicKey { get; init; }

    /// <exception cref="InvalidOperationException">A setting is missing or wrong.</exception>
    public static AzureSettings Read(IConfiguration configuration)
    {
        var connection = NullIfEmpty(configuration[StorageKey]);
        var account = NullIfEmpty(configuration[$"{StorageKey}:accountName"]);
        if (connection is null && account is null)
        {
            throw new InvalidOperationException($"{StorageKey} must be a storage connection string, or {StorageKey}__accountName the name of an account; both are empty");
        }

        var endpoint = configuration[EndpointKey];
        return new AzureSettings
        {
            ConnectionString = connection,
            AccountName = account,
            TopicEndpoint = Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw new InvalidOperationException($"{EndpointKey} '{endpoint}' must be the absolute http(s) address of an Event Grid topic"),
            TopicKey = NullIfEmpty(configuration[TopicKeyKey]),
        };
    }

    /// <summary>Address of a service of the account, for example <c>blob</c>.</summary>
    public Uri ServiceAddress(string service) => new($"https://{AccountName}.{service}.core.windows.net");

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
