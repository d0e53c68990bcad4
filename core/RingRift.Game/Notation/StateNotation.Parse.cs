namespace RingRift.Game;

public static partial class StateNotation
{
    /// <summary>Reads a state that a game under the rules could hold, down to the last ring.</summary>
    /// <param name="rules">The rules of the game it belongs to.</param>
    /// <param name="text">A canonical state string.</param>
    /// <exception cref="StateFormatException">The text breaks the format, or the position is impossible under the rules.</exception>
    public static GameState Parse(GameRules rules, string text) => new StateReader(rules, text).Read(composed: false);

    /// <summary>
    /// Reads a state that was put together by hand: as <see cref="Parse"/>, but rings may be missing, neither in a hand nor on the
    /// board nor credited to anyone.
    /// </summary>
    /// <param name="rules">The rules of the game it belongs to.</param>
    /// <param name="text">A canonical state string.</param>
    /// <exception cref="StateFormatException">The text breaks the format, or the position is impossible under the rules.</exception>
    public static GameState ParseComposed(GameRules rules, string text) => new StateReader(rules, text).Read(composed: true);
}
