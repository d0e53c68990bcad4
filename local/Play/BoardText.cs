using System.Text;
using RingRift.Game;

namespace RingRift.Local.Play;

/// <summary>
/// Draws a position for a terminal: stacks as <c>1:3</c> (controller:height), markers as <c>m1</c>, collapsed cells as <c>#1</c>.
/// </summary>
internal static class BoardText
{
    private const int CellWidth = 5;

    public static string Draw(GameState state)
    {
        var board = state.Board;
        var text = new StringBuilder();
        for (var y = board.Minimum; y < board.Minimum + board.Size; y++)
        {
            text.Append($"y={y,3} ");
            if (board.IsHex)
            {
                // Axial rows shift by half a cell, so that the six neighbours stand around a cell.
                text.Append(' ', (y - board.Minimum) * CellWidth / 2);
            }

            DrawRow(state, y, text);
            text.AppendLine();
        }

        text.AppendLine(
            board.IsHex
                ? $"x runs along each row from {board.Minimum}"
                : $"x runs from {board.Minimum} to {board.Size - 1} along each row");
        return text.ToString();
    }

    /// <summary>What the seats hold.</summary>
    public static string Counts(GameState state) => string.Join(
        Environment.NewLine,
        Enumerable.Range(1, state.Rules.Players).Select(seat =>
            $"seat {seat}: {state.RingsInHand(seat)} in hand, {state.RingsOnBoard(seat)} on board, {state.Eliminated(seat)} eliminated, "
            + $"{state.TerritoryOf(seat)} territory, {state.MarkersOf(seat)} markers"));

    private static void DrawRow(GameState state, int y, StringBuilder text)
    {
        for (var x = state.Board.Minimum; x < state.Board.Minimum + state.Board.Size; x++)
        {
            var cell = state.Board.CellAt(x, y);
            text.Append((cell < 0 ? string.Empty : Cell(state, cell)).PadRight(CellWidth));
        }
    }

    private static string Cell(GameState state, int cell)
    {
        if (state.StackHeight(cell) is > 0 and var height)
        {
            return $"{state.Controller(cell)}:{height}";
        }

        return state.MarkerOwner(cell) is > 0 and var marker ? $"m{marker}"
            : state.CollapsedOwner(cell) is > 0 and var owner ? $"#{owner}"
            : ".";
    }
}
