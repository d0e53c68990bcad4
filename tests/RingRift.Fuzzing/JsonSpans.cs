using System.Text.Json;

namespace RingRift.Fuzzing;

/// <summary>Where the values and members of a JSON text stand, in bytes.</summary>
internal sealed class JsonSpans
{
    private JsonSpans(List<Span> values, List<Span> members) => (Values, Members) = (values, members);

    /// <summary>All values but the root, containers with all they hold.</summary>
    public IReadOnlyList<Span> Values { get; }

    /// <summary>All members, from the quote of the name to the end of the value.</summary>
    public IReadOnlyList<Span> Members { get; }

    public static JsonSpans Of(ReadOnlySpan<byte> json)
    {
        var (values, members) = (new List<Span>(), new List<Span>());
        var reader = new Utf8JsonReader(json);
        var name = -1;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = (int)reader.TokenStartIndex;
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject || reader.TokenStartIndex == 0)
            {
                continue;
            }

            var end = reader;
            end.Skip();
            values.Add(new Span((int)reader.TokenStartIndex, (int)end.BytesConsumed));
            if (name >= 0)
            {
                members.Add(new Span(name, (int)end.BytesConsumed));
            }

            name = -1;
        }

        return new JsonSpans(values, members);
    }

    internal readonly record struct Span(int Start, int End);
}
