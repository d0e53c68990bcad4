using System.Text.Json;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.CloudEvents;

/// <summary>The members of an envelope, by name. Members nobody asks for are extensions of others and stay out.</summary>
internal sealed class JsonMembers
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    private JsonMembers()
    {
    }

    /// <summary>Names of the members.</summary>
    public IEnumerable<string> Names => _members.Keys;

    /// <summary>The members of an object.</summary>
    /// <exception cref="EventFormatException">The value is no object, or has a name that is broken or there twice.</exception>
    public static JsonMembers Of(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new EventFormatException("body", JsonText.Raw(element), "must be a JSON object");
        }

        var members = new JsonMembers();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (JsonText.NameOf(property, seen, out var name) is { } unusable)
            {
                throw new EventFormatException(name.Length > 0 ? name : "body", unusable.Value, unusable.Rule);
            }

            members._members[name] = property.Value;
        }

        return members;
    }

    /// <summary>A member; null where it is missing or JSON null, which CloudEvents takes for the same.</summary>
    public JsonElement? Find(string name) =>
        _members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A member that is a text.</summary>
    /// <exception cref="EventFormatException">It is something else.</exception>
    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value when JsonText.IsWhole(value) => value.GetString(),
        { } value => throw new EventFormatException(name, JsonText.Raw(value), "must be a text of whole Unicode characters"),
    };

    /// <summary>A member that is a time as in RFC 3339.</summary>
    /// <exception cref="EventFormatException">It is something else.</exception>
    public DateTimeOffset? Time(string name) => Text(name) is not { } text
        ? null
        : Rfc3339Time.TryParse(text, out var time) ? time : throw new EventFormatException(name, text, Rfc3339Time.Rule);
}
