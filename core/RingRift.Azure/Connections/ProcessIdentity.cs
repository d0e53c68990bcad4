using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace RingRift.Azure.Connections;

/// <summary>
/// Who a process is to Azure. As the Functions host reads it: <c>credential</c> is <c>managedidentity</c> for a managed identity, and then
/// <c>clientId</c> names a user-assigned one; without it the environment decides, which is the developer on a laptop.
/// </summary>
/// <param name="IsManaged">Whether it is a managed identity and nothing else will do.</param>
/// <param name="ClientId">Client id of a user-assigned identity; null for the machine's or app's own.</param>
internal sealed record ProcessIdentity(bool IsManaged, string? ClientId)
{
    /// <summary>Key that says which kind of identity.</summary>
    public const string CredentialKey = "credential";

    /// <summary>Key that names a user-assigned identity.</summary>
    public const string ClientIdKey = "clientId";

    private const string Managed = "managedidentity";

    /// <summary>The identity the environment gives.</summary>
    public static ProcessIdentity OfEnvironment { get; } = new(IsManaged: false, ClientId: null);

    /// <summary>Reads the identity of a connection.</summary>
    /// <exception cref="InvalidOperationException">A value is wrong or only half is set; the message names it and the rule.</exception>
    public static ProcessIdentity Read(IConfigurationSection section)
    {
        var (credential, clientId) = (NullIfEmpty(section[CredentialKey]), NullIfEmpty(section[ClientIdKey]));
        var key = $"{section.Path}:{ClientIdKey}";
        if (credential is not null && !credential.Equals(Managed, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"{section.Path}:{CredentialKey} '{credential}' must be '{Managed}', or empty for the identity of the environment");
        }

        if (clientId is not null && credential is null)
        {
            throw new InvalidOperationException(
                $"{key} '{clientId}' is set without {section.Path}:{CredentialKey} '{Managed}'; the host would pass over it and use another identity");
        }

        return clientId is null || Guid.TryParse(clientId, out _)
            ? new ProcessIdentity(credential is not null, clientId)
            : throw new InvalidOperationException(
                $"{key} '{clientId}' must be a GUID, the client id of a user-assigned identity (not its name or resource id)");
    }

    /// <summary>What proves it.</summary>
    public TokenCredential ToCredential() => (IsManaged, ClientId) switch
    {
        (false, _) => new DefaultAzureCredential(),
        (true, null) => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        (true, { } id) => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id)),
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
