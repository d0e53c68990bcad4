using RingRift.Game;

namespace RingRift.Web.Play;

/// <summary>What a move does to the board, found by playing it.</summary>
public static class Changes
{
    /// <summary>The cells that look different after a move, in ascending order.</summary>
    /// <param name="state">The position before the move; not changed.</param>
    /// <param name="move">A legal move of it.</param>
    public static IReadOnlyList<int> Of(GameState state, Move move)
    {
        ArgumentNullException.ThrowIfNull(state);
        var after = state.Clone();
        after.Play(move);
        return Between(state, after);
    }

    /// <summary>The cells that look different in two positions of the same game, in ascending order.</summary>
    public static IReadOnlyList<int> Between(GameState before, GameState after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changed = new List<int>();
        for (var cell = 0; cell < before.Board.CellCount; cell++)
        {
            if (!AreEqual(before, after, cell))
            {
                changed.Add(cell);
            }
        }

        return changed;
    }

    private static bool AreEqual(GameState before, GameState after, int cell) =>
        before.MarkerOwner(cell) == after.MarkerOwner(cell)
        && before.CollapsedOwner(cell) == after.CollapsedOwner(cell)
        && before.StackHeight(cell) == after.StackHeight(cell)
        && HaveEqualRings(before, after, cell);

    private static bool HaveEqualRings(GameState before, GameState after, int cell)
    {
        for (var index = before.StackHeight(cell) - 1; index >= 0; index--)
        {
            if (before.RingAt(cell, index) != after.RingAt(cell, index))
            {
                return false;
            }
        }

        return true;
    }
}
