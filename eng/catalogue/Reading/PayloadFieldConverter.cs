using System.Text.Json;
using System.Text.Json.Serialization;
using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Reading;

/// <summary>Reads a field of a payload: an object that declares it, or a text that names an entry of the glossary.</summary>
internal sealed class PayloadFieldConverter(JsonSerializerOptions options) : JsonConverter<FieldEntry>
{
    public override FieldEntry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions _) =>
        reader.TokenType == JsonTokenType.String
            ? new FieldEntry { Name = reader.GetString()! }
            : JsonSerializer.Deserialize<FieldEntry>(ref reader, options)!;

    public override void Write(Utf8JsonWriter writer, FieldEntry value, JsonSerializerOptions _) => JsonSerializer.Serialize(writer, value, options);
}
