namespace RingRift.Game;

public static partial class StateNotation
{
    /// <summary>Reads a state.</summary>
    /// <param name="rules">The rules of the game it belongs to.</param>
    /// <param name="text">A canonical state string.</param>
    /// <exception cref="StateFormatException">The text breaks the format, or the position is impossible under the rules.</exception>
    public static GameState Parse(GameRules rules, string text) => throw new NotImplementedException();
}
