using System.Globalization;
using System.Text.Json;
using RingRift.Eventing.CloudEvents;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Ingest;

/// <summary>
/// RingRift's own form of an event: <c>type</c> or <c>event_type</c>, <c>payload</c>, <c>source</c> and <c>timestamp</c> (seconds since
/// 1970, or RFC 3339); where its router wrote it also <c>event_id</c>, <c>correlation_id</c> and <c>parent_event_id</c>. Other members are
/// passed over.
/// </summary>
internal static class PlainEvent
{
    private static readonly double LatestSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <exception cref="EventFormatException">A member is missing or of the wrong kind.</exception>
    public static CloudEventAttributes Attributes(JsonElement element)
    {
        var members = JsonMembers.Of(element);
        var type = Either(members, "type", "event_type");
        var data = members.Find("payload") ?? throw new EventFormatException("payload", value: null, "must be there");
        var source = members.Text("source");
        var time = Time(members);
        return new CloudEventAttributes
        {
            Id = Either(members, "id", "event_id") ?? IdOf(type, source, time, data),
            Source = source,
            Type = type,
            Time = time,
            CorrelationId = members.Text("correlation_id"),
            CausationId = members.Text("parent_event_id"),
            Data = data.Clone(),
        };
    }

    private static string? Either(JsonMembers members, string one, string other) => (members.Text(one), members.Text(other)) switch
    {
        (not null, { } second) => throw new EventFormatException(other, second, $"must not stand beside {one}"),
        (var first, var second) => first ?? second,
    };

    private static DateTimeOffset Time(JsonMembers members)
    {
        if (members.Find("timestamp") is not { } timestamp)
        {
            throw new EventFormatException("timestamp", value: null, "must be there: it tells this occurrence from the next");
        }

        if (timestamp.ValueKind != JsonValueKind.Number)
        {
            return members.Time("timestamp")!.Value;
        }

        return timestamp.TryGetDouble(out var seconds) && seconds >= 0 && seconds <= LatestSecond
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : throw new EventFormatException("timestamp", JsonText.Raw(timestamp), "must be seconds since 1970, or a time as in RFC 3339");
    }

    // Sent again it is the same event: what one source says at one instant about one thing is one observation.
    private static string IdOf(string? type, string? source, DateTimeOffset time, JsonElement data) =>
        OutsideId.HashOf(string.Create(CultureInfo.InvariantCulture, $"{type}|{source}|{time.UtcTicks}|{JsonText.Raw(data)}"));
}
