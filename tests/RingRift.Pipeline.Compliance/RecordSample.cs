using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using RingRift.Eventing.Json;

namespace RingRift.Pipeline.Compliance;

/// <summary>JSON of any stored type with every member filled, made from the serialiser's own description of the type.</summary>
public static class RecordSample
{
    /// <summary>Member that no version knows.</summary>
    public const string Added = "addedByANewerVersion";

    /// <summary>A value of the type.</summary>
    public static JsonNode Of(Type type)
    {
        var known = Nullable.GetUnderlyingType(type) ?? type;
        var info = EventJson.Options.GetTypeInfo(known);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object =>
                new JsonObject(Members(info).Select(member => KeyValuePair.Create(member.Name, (JsonNode?)Of(member.PropertyType)))),
            JsonTypeInfoKind.Enumerable => new JsonArray(Of(info.ElementType!), Of(info.ElementType!)),
            JsonTypeInfoKind.Dictionary => new JsonObject { ["key"] = Of(info.ElementType!) },
            _ => Value(known),
        };
    }

    /// <summary>Adds a member, itself an object, to every object of a value but the free ones, whose members are no contract.</summary>
    /// <returns>How many there are.</returns>
    public static int AddMembers(JsonNode value, Type type)
    {
        var info = EventJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        switch (value)
        {
            case JsonObject members when info.Kind == JsonTypeInfoKind.Object:
                var count = 1 + Members(info).Sum(member => AddMembers(members[member.Name]!, member.PropertyType));
                members[Added] = new JsonObject { ["deep"] = new JsonArray(1, "two") };
                return count;
            case JsonObject entries when info.Kind == JsonTypeInfoKind.Dictionary:
                return entries.Sum(entry => AddMembers(entry.Value!, info.ElementType!));
            case JsonArray items when info.Kind == JsonTypeInfoKind.Enumerable:
                return items.Sum(item => AddMembers(item!, info.ElementType!));
            default:
                return 0;
        }
    }

    // A member without a getter, or one that only the constructor knows, is not written.
    private static IEnumerable<JsonPropertyInfo> Members(JsonTypeInfo info) =>
        info.Properties.Where(
            member => !member.IsExtensionData
                && member.Get is not null
                && (member.Set is not null || member.AssociatedParameter is not null));

    private static JsonNode Value(Type type) => type switch
    {
        _ when type == typeof(string) => new string('a', 64),
        _ when type == typeof(bool) => true,
        _ when type.IsEnum => JsonSerializer.SerializeToNode(Enum.GetValues(type).GetValue(0), type, EventJson.Options)!,
        _ when type == typeof(DateTimeOffset) => "2026-01-02T03:04:05.5+00:00",
        _ when type == typeof(DateOnly) => "2026-01-02",
        _ when type == typeof(TimeSpan) => "00:01:02",
        _ when type == typeof(JsonElement) => new JsonObject { ["free"] = 1 },
        _ when type == typeof(double) || type == typeof(float) => 0.5,
        _ => 3,
    };
}
