using System.Globalization;
using System.Text.Json;

namespace RingRift.Game.Traces;

/// <summary>A value inside a recorded game that knows its place, so that a wrong one can be named: <c>p[12][3]</c>.</summary>
internal sealed class TraceElement
{
    private const int LongestShown = 60;

    private readonly JsonElement _value;
    private readonly TraceElement? _parent;
    private readonly string? _name;
    private readonly int _index;

    public TraceElement(JsonElement root) => _value = root;

    private TraceElement(JsonElement value, TraceElement parent, string? name, int index) =>
        (_value, _parent, _name, _index) = (value, parent, name, index);

    /// <summary>A whole number of 32 bits.</summary>
    public int Number => _value.ValueKind == JsonValueKind.Number && _value.TryGetInt32(out var number)
        ? number
        : throw MustBe($"a whole number from {int.MinValue} to {int.MaxValue}");

    /// <summary>A text.</summary>
    public string Text => _value.ValueKind == JsonValueKind.String ? _value.GetString()! : throw MustBe("a text");

    /// <summary>A text or number, as it is written.</summary>
    public string Raw => _value.ToString();

    /// <summary>The elements of a list.</summary>
    public IEnumerable<TraceElement> Items => _value.ValueKind == JsonValueKind.Array
        ? _value.EnumerateArray().Select((item, index) => new TraceElement(item, this, null, index))
        : throw MustBe("a list");

    private string Place => (_parent, _name) switch
    {
        (null, _) => string.Empty,
        ({ _parent: null }, { } name) => name,
        ({ } parent, { } name) => $"{parent.Place}.{name}",
        ({ } parent, null) => string.Create(CultureInfo.InvariantCulture, $"{parent.Place}[{_index}]"),
    };

    /// <summary>A member of an object.</summary>
    public TraceElement this[string name] => _value.ValueKind != JsonValueKind.Object ? throw MustBe("an object")
        : _value.TryGetProperty(name, out var member) ? new TraceElement(member, this, name, 0)
        : throw MustBe($"an object with a member '{name}'");

    /// <summary>An element of a list.</summary>
    public TraceElement this[int index] => _value.ValueKind != JsonValueKind.Array ? throw MustBe("a list")
        : index < _value.GetArrayLength() ? new TraceElement(_value[index], this, null, index)
        : throw MustBe($"a list of at least {index + 1}");

    /// <summary>The failure that this value breaks a rule.</summary>
    public FormatException MustBe(string rule)
    {
        var text = _value.GetRawText();
        var shown = text.Length <= LongestShown ? text : $"{text[..LongestShown]}...";
        return new FormatException($"{(Place is { Length: > 0 } place ? place : "the line")} is {shown}; must be {rule}");
    }
}
