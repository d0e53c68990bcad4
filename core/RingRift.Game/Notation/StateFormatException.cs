namespace RingRift.Game;

/// <summary>Text that is not a canonical state, or that describes a position the rules do not allow.</summary>
/// <param name="value">The part of the text at fault.</param>
/// <param name="rule">The rule it breaks.</param>
public sealed class StateFormatException(string value, string rule) : FormatException($"Malformed state at '{value}': {rule}")
{
    /// <summary>The part of the text at fault.</summary>
    public string Value { get; } = value;

    /// <summary>The rule it breaks.</summary>
    public string Rule { get; } = rule;
}
