namespace RingRift.Game;

/// <summary>Canonical move strings (TRACE_FORMAT section 4), such as "P:1,6:2" or "C:3,6&gt;1,6&gt;0,6".</summary>
public static class MoveNotation
{
    /// <summary>Writes a legal move of a position.</summary>
    /// <param name="state">The position before the move.</param>
    /// <param name="move">A legal move of it.</param>
    public static string Format(GameState state, Move move) => throw new NotImplementedException();

    /// <summary>Reads a move of a position. The move is well formed; whether it is legal is for <see cref="GameState.Play"/> to say.</summary>
    /// <param name="state">The position before the move.</param>
    /// <param name="text">A canonical move string.</param>
    /// <exception cref="MoveFormatException">The text breaks the notation, or names a region the position does not have.</exception>
    public static Move Parse(GameState state, string text) => throw new NotImplementedException();
}
