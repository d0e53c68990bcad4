namespace RingRift.Eventing.Json;

/// <summary>One place where JSON breaks the schema of a payload.</summary>
/// <param name="Path">Where: a JSON path such as <c>$.scores[0].opponent.name</c>.</param>
/// <param name="Value">The value as JSON, cut to <see cref="MostValueCharacters"/>; null where there is none.</param>
/// <param name="Rule">What it must be.</param>
public sealed record ContractViolation(string Path, string? Value, string Rule)
{
    /// <summary>Most characters of <see cref="Value"/>: enough to recognise a value, too few to flood a log.</summary>
    public const int MostValueCharacters = 100;

    /// <summary>A text cut to a length, with a note; never within a surrogate pair, whose half no store takes.</summary>
    public static string Cut(string text, int most = MostValueCharacters)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "...";
    }

    /// <inheritdoc/>
    public override string ToString() => Value is null ? $"{Path}: {Rule}" : $"{Path} '{Value}': {Rule}";

    /// <summary>The same fault, seen from the value that holds this one.</summary>
    internal ContractViolation Below(string step) => this with { Path = "$" + step + Path[1..] };
}
