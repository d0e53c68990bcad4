namespace RingRift.Game;

/// <summary>Canonical state strings (TRACE_FORMAT section 5).</summary>
public static class StateNotation
{
    /// <summary>Writes a state.</summary>
    /// <param name="state">The state.</param>
    public static string Format(GameState state) => throw new NotImplementedException();

    /// <summary>Reads a state.</summary>
    /// <param name="rules">The rules of the game it belongs to.</param>
    /// <param name="text">A canonical state string.</param>
    /// <exception cref="StateFormatException">The text breaks the format, or the position is impossible under the rules.</exception>
    public static GameState Parse(GameRules rules, string text) => throw new NotImplementedException();
}
