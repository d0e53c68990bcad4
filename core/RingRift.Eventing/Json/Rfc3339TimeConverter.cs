using System.Text.Json;
using System.Text.Json.Serialization;

namespace RingRift.Eventing.Json;

/// <summary>Reads times in every form that <see cref="Rfc3339Time"/> lets pass, so that what keeps its contract can be read.</summary>
internal sealed class Rfc3339TimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Rfc3339Time.TryParse(reader.GetString()!, out var time) ? time : throw new JsonException(Rfc3339Time.Rule);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
