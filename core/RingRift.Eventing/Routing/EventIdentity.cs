using System.Globalization;
using RingRift.Eventing.Deduplication;

namespace RingRift.Eventing.Routing;

/// <summary>
/// Where the id of an event comes from that no commit made: from its content key, so that the same fact has the same id in every process, or from its place
/// among the occurrences of one process.
/// </summary>
/// <param name="Key">Content key; null for an occurrence.</param>
/// <param name="Process">Names the publishing process and nothing else, ever.</param>
/// <param name="Sequence">Number of the occurrence in its process, from 1; 0 beside a content key.</param>
internal readonly record struct EventIdentity(ContentKey? Key, string Process, long Sequence)
{
    public override string ToString() =>
        Key is { } key ? $"content|{key}" : string.Create(CultureInfo.InvariantCulture, $"occurrence|{Process}|{Sequence}");
}
