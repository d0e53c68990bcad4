using RingRift.Game;
using RingRift.Web.Boards;

namespace RingRift.Web.Play;

/// <summary>What the board says about its cells in a game.</summary>
public static class BoardMarks
{
    /// <summary>The marks of a choice that a person makes, over those of the moves before it.</summary>
    /// <param name="choice">The choice; null where nobody has to choose.</param>
    /// <param name="shown">Moves to point out.</param>
    public static IReadOnlyDictionary<int, CellMark> Of(MoveChoice? choice, IEnumerable<PlayedPly> shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
        var marks = new Dictionary<int, CellMark>();
        foreach (var ply in shown)
        {
            Add(marks, ply.Changed, CellMark.Changed);
            if (ply.Move.Kind <= MoveKind.RecoveryStackStrike)
            {
                Add(marks, new[] { ply.Move.From, ply.Move.To }.Where(cell => cell >= 0), CellMark.LastMove);
            }
        }

        if (choice is not null)
        {
            Add(marks, choice);
        }

        return marks;
    }

    /// <summary>Adds the marks of a choice that a person makes.</summary>
    /// <param name="marks">By cell.</param>
    /// <param name="choice">The choice.</param>
    public static void Add(Dictionary<int, CellMark> marks, MoveChoice choice)
    {
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentNullException.ThrowIfNull(choice);
        Add(marks, choice.Choosable, CellMark.Choosable);
        Add(marks, choice.Cells, CellMark.Chosen);
    }

    private static void Add(Dictionary<int, CellMark> marks, IEnumerable<int> cells, CellMark mark)
    {
        foreach (var cell in cells)
        {
            marks[cell] = marks.GetValueOrDefault(cell) | mark;
        }
    }
}
