using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;

namespace RingRift.Local.Operations;

/// <summary>Names the records that a list had to pass over. Such a list is incomplete, which its exit code says.</summary>
internal static class UnreadableText
{
    /// <summary>Writes a line for each, an object with the one member <c>unreadable</c> where the list is JSON.</summary>
    /// <returns>The exit code of the command: 0 when there are none, else 1.</returns>
    public static async Task<int> WriteAsync(IReadOnlyCollection<UnreadableRecord>? records, bool json, TextWriter output)
    {
        foreach (var record in records ?? [])
        {
            var line = json ? JsonSerializer.Serialize(new { unreadable = record }, EventJson.Options) : $"UNREADABLE {record}";
            await output.WriteLineAsync(line).ConfigureAwait(false);
        }

        return records is null or { Count: 0 } ? 0 : 1;
    }
}
