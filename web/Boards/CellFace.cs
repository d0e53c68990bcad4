using RingRift.Game;

namespace RingRift.Web.Boards;

/// <summary>Everything that the picture of one cell shows; equal faces are drawn equally.</summary>
/// <param name="Cell">Cell number.</param>
/// <param name="Place">The cell as notation names it: <c>x,y</c>.</param>
/// <param name="Rings">Owners of the rings of a stack as digits, bottom first; empty without a stack.</param>
/// <param name="Cap">Height of the cap; 0 without a stack.</param>
/// <param name="Marker">Owner of the marker; 0 without one.</param>
/// <param name="Territory">Owner of the collapsed cell; 0 where it is not collapsed.</param>
/// <param name="Marks">What is said about it.</param>
public sealed record CellFace(int Cell, string Place, string Rings, int Cap, int Marker, int Territory, CellMark Marks)
{
    /// <summary>Number of rings in the stack.</summary>
    public int Height => Rings.Length;

    /// <summary>Owner of the top ring; 0 without a stack.</summary>
    public int Controller => Rings.Length == 0 ? 0 : Rings[^1] - '0';

    /// <summary>The face for those who do not see it.</summary>
    public string Label => $"{Place}, {Contents}{Remarks}";

    private string Contents => (Height, Marker, Territory) switch
    {
        (1, _, _) => $"one ring of seat {Controller}",
        ( > 1, _, _) => $"stack of {Height}, seat {Controller} on top with a cap of {Cap}, "
            + $"from the bottom {string.Join(' ', Rings.AsEnumerable())}",
        (_, > 0, _) => $"marker of seat {Marker}",
        (_, _, > 0) => $"territory of seat {Territory}",
        _ => "empty",
    };

    private string Remarks =>
        (Marks.HasFlag(CellMark.Chosen) ? ", chosen" : string.Empty)
        + (Marks.HasFlag(CellMark.Choosable) ? ", can be chosen" : string.Empty)
        + (Marks.HasFlag(CellMark.LastMove) ? ", last move" : string.Empty);

    /// <summary>The face of a cell.</summary>
    /// <param name="state">The position.</param>
    /// <param name="cell">Cell number.</param>
    /// <param name="marks">What is said about it.</param>
    public static CellFace Of(GameState state, int cell, CellMark marks)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new CellFace(
            cell,
            PlaceOf(state.Board, cell),
            RingsOf(state, cell),
            state.CapHeight(cell),
            state.MarkerOwner(cell),
            state.CollapsedOwner(cell),
            marks);
    }

    /// <summary>A cell as notation names it.</summary>
    public static string PlaceOf(Board board, int cell)
    {
        ArgumentNullException.ThrowIfNull(board);
        return $"{board.XOf(cell)},{board.YOf(cell)}";
    }

    private static string RingsOf(GameState state, int cell)
    {
        var height = state.StackHeight(cell);
        if (height == 0)
        {
            return string.Empty;
        }

        var owners = new byte[height];
        state.CopyRings(cell, owners);
        return string.Create(height, owners, static (text, rings) =>
        {
            for (var index = 0; index < text.Length; index++)
            {
                text[index] = (char)('0' + rings[index]);
            }
        });
    }
}
