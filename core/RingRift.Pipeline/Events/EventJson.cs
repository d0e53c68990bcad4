using System.Text.Json;
using System.Text.Json.Serialization;

namespace RingRift.Pipeline.Events;

/// <summary>JSON of payloads and states: camel case, enums by name, unknown members and missing required members refused.</summary>
public static class EventJson
{
    /// <summary>The options everything that travels or is stored is written with.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Reads a payload.</summary>
    /// <exception cref="JsonException">A required member is missing, a member is unknown, or a value has the wrong type.</exception>
    public static TEvent Payload<TEvent>(this EventEnvelope envelope)
        where TEvent : class, IEventPayload =>
        envelope.Data.Deserialize<TEvent>(Options)
        ?? throw new JsonException($"event {envelope.Id}: data is null; {TEvent.Type.WireName()} needs an object");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = false,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
