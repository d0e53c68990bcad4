using Azure.Core;
using Azure.Identity;

namespace RingRift.Telemetry;

/// <summary>Reads <see cref="TelemetryServices.AzureMonitorIdentitySetting"/>.</summary>
internal static class AzureMonitorIdentity
{
    private const string Rule = "must be 'Authorization=AAD', and ';ClientId=ID' behind it for a user-assigned identity";

    /// <summary>The identity of a setting; null where it is empty.</summary>
    /// <exception cref="InvalidOperationException">The setting is wrong.</exception>
    public static TokenCredential? Read(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return null;
        }

        var parts = setting.Split(
            ';',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(
                part => part.Split('=', 2, StringSplitOptions.TrimEntries)).ToArray();
        if (Value(parts, "Authorization") is not "AAD" || parts.Any(part => part is not ["Authorization" or "ClientId", { Length: > 0 }]))
        {
            throw new InvalidOperationException($"{TelemetryServices.AzureMonitorIdentitySetting} '{setting}' {Rule}");
        }

        // Who names an identity means that one and no other.
        return Value(parts, "ClientId") is { } id
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
            : new DefaultAzureCredential();
    }

    private static string? Value(string[][] parts, string name) => parts.FirstOrDefault(part => part is [var key, _] && key == name)?[1];
}
