namespace RingRift.Game;

/// <summary>A configuration name that is not one of the twelve.</summary>
/// <param name="value">The name as given.</param>
public sealed class GameConfigFormatException(string? value) : FormatException(
    $"Unknown game configuration '{value}'. Expected one of: {string.Join(", ", GameConfig.All.Select(config => config.Name))}.")
{
    /// <summary>The name as given.</summary>
    public string? Value { get; } = value;
}
