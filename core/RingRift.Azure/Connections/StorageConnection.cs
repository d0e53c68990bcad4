using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace RingRift.Azure.Connections;

/// <summary>
/// The way to the storage account, named as the Functions host names it: <c>AzureWebJobsStorage</c> as a connection string, or with an
/// identity <c>AzureWebJobsStorage__accountName</c>, or <c>__blobServiceUri</c>, <c>__queueServiceUri</c> and <c>__tableServiceUri</c>.
/// What the host would read otherwise than its author meant is refused (ADR 0024).
/// </summary>
internal sealed partial record StorageConnection
{
    /// <summary>Name of the connection.</summary>
    public const string Name = "AzureWebJobsStorage";

    private const string AccountKey = "accountName";
    private static readonly string[] ServiceKeys = ["blobServiceUri", "queueServiceUri", "tableServiceUri"];
    private static readonly string[] Known = [AccountKey, .. ServiceKeys, ProcessIdentity.CredentialKey, ProcessIdentity.ClientIdKey];

    /// <summary>The connection string; null to use the addresses with the identity.</summary>
    public required string? ConnectionString { get; init; }

    /// <summary>Address of the blob service; null where there is a connection string, like those of the other services.</summary>
    public Uri? Blobs { get; init; }

    /// <summary>Address of the queue service.</summary>
    public Uri? Queues { get; init; }

    /// <summary>Address of the table service.</summary>
    public Uri? Tables { get; init; }

    /// <summary>Who this process is to Azure.</summary>
    public required ProcessIdentity Identity { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing, wrong, or contradicts another; the message names it and the
    /// rule.</exception>
    public static StorageConnection Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Name);
        var named = section.GetChildren().Where(child => !string.IsNullOrWhiteSpace(child.Value)).Select(child => child.Key).ToList();
        if (named.FirstOrDefault(key => !Known.Contains(key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new InvalidOperationException(
                $"{Name}:{unknown} is not read here; a connection with an identity has {string.Join(", ", Known)} and nothing else");
        }

        if (string.IsNullOrWhiteSpace(section.Value))
        {
            return ReadAddresses(section, named);
        }

        return named.Count == 0
            ? new StorageConnection { ConnectionString = Checked(section.Value), Identity = ProcessIdentity.OfEnvironment }
            : throw new InvalidOperationException(
                $"{Name} is a connection string, and {Name}:{named[0]} is set for an identity; the host would use the key of the connection string: leave one of them out");
    }

    private static StorageConnection ReadAddresses(IConfigurationSection section, List<string> named)
    {
        var services = ServiceKeys.Where(key => named.Contains(key, StringComparer.OrdinalIgnoreCase)).ToList();
        var hasAccount = named.Contains(AccountKey, StringComparer.OrdinalIgnoreCase);
        if (hasAccount && services.Count > 0)
        {
            throw new InvalidOperationException(
                $"{Name}:{AccountKey} and {Name}:{services[0]} are both set; the host would not look at the address: leave one of them out");
        }

        if (!hasAccount && services.Count == 0)
        {
            throw new InvalidOperationException(
                $"{Name} must be a storage connection string, or with an identity {Name}:{AccountKey} the name of an account, or "
                + $"{string.Join(", ", ServiceKeys.Select(key => $"{Name}:{key}"))} the addresses of its services; all of them are empty");
        }

        Uri Address(string service) => hasAccount ? OfAccount(section[AccountKey]!, service) : OfService(section, $"{service}ServiceUri");
        return new StorageConnection
        {
            ConnectionString = null,
            Blobs = Address("blob"),
            Queues = Address("queue"),
            Tables = Address("table"),
            Identity = ProcessIdentity.Read(section),
        };
    }

    private static string Checked(string connection)
    {
        try
        {
            // The client's own parser decides what a connection string is.
            _ = new QueueServiceClient(connection);
            return connection;
        }
        catch (FormatException exception)
        {
            // The value is a secret, so it is not repeated.
            throw new InvalidOperationException($"{Name} is not a storage connection string: {exception.Message}", exception);
        }
    }

    private static Uri OfAccount(string account, string service) => AccountName().IsMatch(account)
        ? new Uri($"https://{account}.{service}.core.windows.net")
        : throw new InvalidOperationException($"{Name}:{AccountKey} '{account}' must be 3 to 24 lower-case letters and digits");

    private static Uri OfService(IConfigurationSection section, string key) =>
        Uri.TryCreate(section[key], UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw new InvalidOperationException(
                $"{Name}:{key} '{section[key]}' must be the absolute https address of the service, as all of {string.Join(", ", ServiceKeys)}");

    [GeneratedRegex("^[a-z0-9]{3,24}$")]
    private static partial Regex AccountName();
}
