using System.Globalization;
using System.Text;
using System.Text.Json;
using RingRift.Azure.Events;
using RingRift.Azure.Topology;
using RingRift.Eventing.DeadLetters;

namespace RingRift.Azure.DeadLetters;

/// <summary>
/// Reads the blobs Event Grid writes for what it could not deliver: <c>SUBSCRIPTION/yyyy/M/d/H/guid.json</c>, an array of events with the
/// failure's members beside their own. The names of those members are in lower case for CloudEvents and in camel case for Event Grid's own
/// schema.
/// </summary>
internal static class UndeliveredEvents
{
    private const string Reason = "deadletterreason";
    private const string Attempts = "deliveryattempts";
    private const string Outcome = "lastdeliveryoutcome";
    private static readonly string[] Members = [Reason, Attempts, Outcome, "publishtime", "lastdeliveryattempttime"];

    /// <summary>The dead letters of a blob, at least one.</summary>
    /// <param name="name">Name of the blob.</param>
    /// <param name="content">Its text.</param>
    /// <param name="time">When it was written (UTC).</param>
    public static IReadOnlyList<DeadLetter> Read(string name, string content, DateTimeOffset time)
    {
        var consumer = ConsumerOf(name);
        try
        {
            using var document = JsonDocument.Parse(content);
            if (document.RootElement is { ValueKind: JsonValueKind.Array } root && root.GetArrayLength() > 0)
            {
                return [.. root.EnumerateArray().Select((element, index) => Letter(element, consumer, time, Occurrence(name, index)))];
            }
        }
        catch (JsonException)
        {
            // Kept below, as any other content that is no array of events.
        }

        return [
            DeadLetterBody.ToLetter(
                content, DeadLetterOrigin.EventGrid, consumer, $"blob {name} is no array of events", time, Occurrence(name, 0))
        ];
    }

    /// <summary>
    /// The consumer of the subscription a blob is named after; the subscription itself when the topology does not know it.
    /// </summary>
    public static string ConsumerOf(string name)
    {
        var parts = name.Split('/');
        var route = PipelineTopology.Subscriptions.FirstOrDefault(route => parts.Contains(route.Name, StringComparer.OrdinalIgnoreCase));
        return route?.Consumer ?? parts[0].ToLowerInvariant();
    }

    private static string Occurrence(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"blob {name} {index}");

    private static DeadLetter Letter(JsonElement element, string consumer, DateTimeOffset time, string occurrence)
    {
        var letter = DeadLetterBody.ToLetter(
            WithoutMembers(element), DeadLetterOrigin.EventGrid, consumer, Find(element, Reason)?.ToString() ?? "Event Grid gave no reason",
            time, occurrence);
        var outcome = Find(element, Outcome)?.ToString();
        return letter with
        {
            Error = (outcome, letter.Error) switch
            {
                (null, var error) => error,
                (_, null) => $"last delivery: {outcome}",
                _ => $"last delivery: {outcome}; {letter.Error}",
            },
            Attempts = Find(element, Attempts) is { ValueKind: JsonValueKind.Number } number
                && number.TryGetInt32(out var attempts)
                && attempts > 0
                ? attempts
                : 1,
        };
    }

    private static JsonElement? Find(JsonElement element, string member) => element.ValueKind != JsonValueKind.Object
        ? null
        : element.EnumerateObject()
            .Where(
                property => property.Name.Equals(member, StringComparison.OrdinalIgnoreCase)
                    && property.Value.ValueKind != JsonValueKind.Null)
            .Select(property => (JsonElement?)property.Value)
            .FirstOrDefault();

    private static string WithoutMembers(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return element.GetRawText();
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in element.EnumerateObject().Where(
                member => !Members.Contains(member.Name, StringComparer.OrdinalIgnoreCase)))
            {
                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
