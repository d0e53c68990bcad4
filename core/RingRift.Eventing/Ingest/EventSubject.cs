using System.Text.Json;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Eventing.Ingest;

/// <summary>
/// What a payload that keeps its contract says about the config and iteration it belongs to, in this system's field names or RingRift's.
/// </summary>
/// <param name="Subject">Subject for filters, <c>config/iteration</c> or the config; null where the payload names none.</param>
/// <param name="Correlation">Chain of the iteration; null where the payload names none.</param>
internal readonly record struct EventSubject(string? Subject, string? Correlation)
{
    private static readonly string[] MemberNames = ["config", "config_key"];

    public static EventSubject Of(JsonElement payload)
    {
        var config = MemberNames.Select(name => ConfigOf(payload, name)).FirstOrDefault(name => name is not null);
        return (config, IterationOf(payload)) switch
        {
            (null, _) => default,
            (var name, { } iteration) =>
                new EventSubject(EventFactory.SubjectOf(name, iteration), EventFactory.CorrelationOf(name, iteration)),
            (var name, null) => new EventSubject(name, null),
        };
    }

    private static string? ConfigOf(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? ConfigNames.Find(value.GetString()) : null;

    private static int? IterationOf(JsonElement payload) =>
        payload.TryGetProperty("iteration", out var value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var iteration)
            && iteration > 0
            ? iteration
            : null;
}
