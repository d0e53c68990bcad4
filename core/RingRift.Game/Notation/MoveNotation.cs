namespace RingRift.Game;

/// <summary>Canonical move strings (TRACE_FORMAT section 4), such as "P:1,6:2" or "C:3,6&gt;1,6&gt;0,6".</summary>
public static partial class MoveNotation
{
    /// <summary>Writes a legal move of a position.</summary>
    /// <param name="state">The position before the move.</param>
    /// <param name="move">A legal move of it.</param>
    /// <exception cref="ArgumentException">The move names a region that the position does not have, or is no move at all.</exception>
    public static string Format(GameState state, Move move)
    {
        ArgumentNullException.ThrowIfNull(state);
        var text = new AsciiBuffer();
        Write(state, move, text);
        return text.ToString();
    }

    /// <summary>Appends a move's canonical string.</summary>
    internal static void Write(GameState state, Move move, AsciiBuffer text)
    {
        var board = state.Board;
        text.Add(MoveCodes.Of(move.Kind));
        switch (move.Kind)
        {
            case MoveKind.PlaceRing:
                text.Add(':').AddCell(board, move.From).Add(':').Add(move.Count);
                break;
            case MoveKind.MoveStack:
                text.Add(':').AddCell(board, move.From).Add('>').AddCell(board, move.To);
                break;
            case MoveKind.OvertakingCapture or MoveKind.ContinueCapture:
                text.Add(':').AddCell(board, move.From).Add('>').AddCell(board, move.Target).Add('>').AddCell(board, move.To);
                break;
            case MoveKind.EliminateForLine or MoveKind.EliminateForTerritory or MoveKind.EliminateForRecovery or MoveKind.ForcedElimination:
                text.Add(':').AddCell(board, move.From);
                break;
            case MoveKind.ProcessTerritory:
                WriteRegion(state, move, text);
                break;
            case >= MoveKind.RecoveryLineAll and <= MoveKind.RecoveryStackStrike:
                WriteRecovery(state, move, text);
                break;
            case MoveKind.ProcessLine or MoveKind.CollapseLine or MoveKind.CollapseWindow:
                WriteLine(state, move, text);
                break;
            default:
                break;
        }
    }

    private static void WriteRecovery(GameState state, Move move, AsciiBuffer text)
    {
        text.Add(':').AddCell(state.Board, move.From).Add('>').AddCell(state.Board, move.To).Add(':');
        if (move.Kind == MoveKind.RecoveryLineMinimum)
        {
            WriteRun(state.Board, move.Target, move.Axis, 0, state.Rules.LineLength, text);
        }
        else
        {
            text.AddCell(state.Board, move.Extraction);
        }
    }

    private static void WriteLine(GameState state, Move move, AsciiBuffer text)
    {
        text.Add(':');
        WriteRun(state.Board, move.From, move.Axis, 0, move.Count, text);
        if (move.Kind == MoveKind.CollapseWindow)
        {
            text.Add(':');
            WriteRun(state.Board, move.From, move.Axis, move.Window, state.Rules.LineLength, text);
        }
    }

    private static void WriteRun(Board board, int first, int axis, int skipped, int count, AsciiBuffer text)
    {
        var cell = first;
        for (var index = 0; index < skipped + count; index++, cell = board.Step(cell, axis))
        {
            if (index >= skipped)
            {
                text.Add(index > skipped ? ";" : string.Empty).AddCell(board, cell);
            }
        }
    }

    private static void WriteRegion(GameState state, Move move, AsciiBuffer text)
    {
        var cells = new AsciiBuffer();
        if (!state.TryWriteRegion(move, cells))
        {
            throw new ArgumentException($"The position has no region of {move.Count} cells with this fingerprint.", nameof(move));
        }

        text.Add(':').Add(move.Count).Add(':').AddCell(state.Board, move.From).Add(':').Add(cells.Hash(8));
    }
}
