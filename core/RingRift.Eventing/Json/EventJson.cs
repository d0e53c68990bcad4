using System.Text.Json;
using System.Text.Json.Serialization;

namespace RingRift.Eventing.Json;

/// <summary>
/// JSON of payloads and states: camel case, enums by name, repeated and missing required members refused, names taken as they are written.
/// Unknown members are those of a newer version: a <c>StoredRecord</c> keeps them, others pass them over. What people write
/// is held to its type by the type itself.
/// </summary>
public static class EventJson
{
    /// <summary>The options everything that travels or is stored is written with.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = MinimalJsonEncoder.Instance,
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            PropertyNameCaseInsensitive = false,
            AllowDuplicateProperties = false,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new Rfc3339TimeConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Reads times in every form that <see cref="Rfc3339Time"/> lets pass, so that what keeps its contract can be read.</summary>
    private sealed class Rfc3339TimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Rfc3339Time.TryParse(reader.GetString()!, out var time)
                ? time
                : throw new JsonException(Rfc3339Time.Rule);

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value);
    }
}
