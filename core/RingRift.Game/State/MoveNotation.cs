namespace RingRift.Game;

/// <summary>
/// Canonical move strings, such as "P:1,6:2" or "C:3,6&gt;1,6&gt;0,6": the code of the kind, then its parts, each behind a colon. A path is
/// written with '&gt;', cells of a line sorted and with ';'. A region is named by the number of its cells, its first cell and a hash of all
/// of them.
/// </summary>
public static class MoveNotation
{
    // By kind of move.
    private static readonly string[] Codes =
    [
        "P", "SP", "NP", "SW", "M", "NM", "C", "SC", "K", "RA", "RM", "RF", "RS", "SR",
        "L", "LA", "LM", "EL", "ET", "ER", "NL", "T", "ST", "NT", "F",
    ];

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

    /// <summary>
    /// Reads a move of a position. The move is well formed; whether it is legal is for <see cref="GameState.Play"/> to say.
    /// </summary>
    /// <param name="state">The position before the move.</param>
    /// <param name="text">A canonical move string.</param>
    /// <exception cref="MoveFormatException">The text breaks the notation, or names a region the position does not have.</exception>
    public static Move Parse(GameState state, string text) => new MoveReader(state, text).Read();

    /// <summary>The code of a kind: everything before the first colon of a move string.</summary>
    internal static string CodeOf(MoveKind kind) =>
        (int)kind < Codes.Length ? Codes[(int)kind] : throw new ArgumentException($"{(int)kind} is not a kind of move.", nameof(kind));

    /// <summary>The kind that a code stands for, or null.</summary>
    internal static MoveKind? KindOf(string code) => Array.IndexOf(Codes, code) is >= 0 and var index ? (MoveKind)index : null;

    /// <summary>The sorted cells of a region, as its hash is taken of them.</summary>
    internal static AsciiBuffer CellsOf(Board board, ReadOnlySpan<uint> region)
    {
        var cells = new AsciiBuffer();
        foreach (var cell in new CellSet(board, region))
        {
            cells.Add(cells.Length > 0 ? ";" : string.Empty).AddCell(board, cell);
        }

        return cells;
    }

    /// <summary>Appends a move's canonical string.</summary>
    internal static void Write(GameState state, Move move, AsciiBuffer text)
    {
        var board = state.Board;
        text.Add(CodeOf(move.Kind));
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
        var found = Regions.Find(state.Position, state.SeatToMove);
        for (var index = 0; index < found.Count; index++)
        {
            if (Territory.NameOf(state.Board, found[index]) == move)
            {
                text.Add(':').Add(move.Count).Add(':').AddCell(state.Board, move.From);
                text.Add(':').Add(CellsOf(state.Board, found[index]).Hash(8));
                return;
            }
        }

        throw new ArgumentException($"The position has no region of {move.Count} cells with this fingerprint.", nameof(move));
    }
}
