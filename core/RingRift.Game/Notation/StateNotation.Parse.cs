namespace RingRift.Game;

public static partial class StateNotation
{
    /// <summary>
    /// Reads a state that a game under the rules could hold: every ring is accounted for, and what the turn has left behind, the pie rule and the LPS
    /// tracker fit the board.
    /// </summary>
    /// <param name="rules">The rules of the game it belongs to.</param>
    /// <param name="text">A canonical state string.</param>
    /// <exception cref="StateFormatException">The text breaks the format, or the position is impossible under the rules.</exception>
    public static GameState Parse(GameRules rules, string text) => new StateReader(rules, text).Read(composed: false);

    /// <summary>
    /// Reads a state that was put together by hand: rings may be missing, neither in a hand nor on the board nor credited to anyone; a seat may
    /// hold more rings than its supply; and nothing is asked about how a game would have come to it.
    /// </summary>
    /// <param name="rules">The rules of the game it belongs to.</param>
    /// <param name="text">A canonical state string.</param>
    /// <exception cref="StateFormatException">The text breaks the format, or nothing can be played in the position.</exception>
    public static GameState ParseComposed(GameRules rules, string text) => new StateReader(rules, text).Read(composed: true);
}
