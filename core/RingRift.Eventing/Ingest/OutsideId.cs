using System.Security.Cryptography;
using System.Text;
using RingRift.Eventing.CloudEvents;

namespace RingRift.Eventing.Ingest;

/// <summary>
/// Ids of events from outside. CloudEvents asks for ids that are unique for a source; inboxes here know an event by its id alone. So source
/// and id together are the id here: two nodes that both count from 1 send two events, not one (K6).
/// </summary>
internal static class OutsideId
{
    /// <summary>Sources of this system's own processes; their ids are unique already.</summary>
    public const string OwnSources = "/ringrift/";

    /// <summary>The id here; what is missing stays missing, for the rules to refuse.</summary>
    public static string? Of(string? source, string? id)
    {
        if (string.IsNullOrEmpty(source) || string.IsNullOrEmpty(id))
        {
            return id;
        }

        var whole = source.StartsWith(OwnSources, StringComparison.Ordinal) ? id : $"{source}|{id}";
        return whole.Length <= CloudEventAttributes.MostCharacters
            || source.Length > CloudEventAttributes.MostCharacters
            || id.Length > CloudEventAttributes.MostCharacters
            ? whole
            : HashOf(whole);
    }

    /// <summary>An id for an event that has none: what tells this occurrence from every other its source sends.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
