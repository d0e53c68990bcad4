namespace RingRift.Game;

/// <summary>Text that is not a move of the position it was read for.</summary>
/// <param name="value">The text as given.</param>
/// <param name="rule">The rule of the notation it breaks.</param>
public sealed class MoveFormatException(string value, string rule) : FormatException($"Malformed move '{value}': {rule}")
{
    /// <summary>The text as given.</summary>
    public string Value { get; } = value;

    /// <summary>The rule of the notation it breaks.</summary>
    public string Rule { get; } = rule;
}
