using System.Globalization;

namespace RingRift.Game;

/// <summary>Reads one move string of a position.</summary>
internal sealed class MoveReader
{
    private readonly GameState _state;
    private readonly Board _board;
    private readonly string _text;
    private readonly string[] _parts;
    private readonly MoveKind _kind;
    private readonly string _shape;

    public MoveReader(GameState state, string text)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(text);
        (_state, _board, _text, _parts) = (state, state.Board, text, text.Split(':'));
        _kind = MoveNotation.KindOf(_parts[0]) ?? throw Fault($"'{_parts[0]}' is not a move code.");
        _shape = ShapeOf(_kind);
    }

    public Move Read()
    {
        if (_parts.Length != _shape.Split(':').Length)
        {
            throw Fault($"expected the form {_shape}.");
        }

        var move = ReadParts();
        return MoveNotation.Format(_state, move) == _text
            ? move
            : throw Fault($"not canonical: numbers have no sign or padding, cells are sorted ({_shape}).");
    }

    private static string ShapeOf(MoveKind kind)
    {
        var code = MoveNotation.CodeOf(kind);
        return kind switch
        {
            MoveKind.PlaceRing => "P:cell:count",
            MoveKind.MoveStack => "M:from>to",
            MoveKind.OvertakingCapture or MoveKind.ContinueCapture => $"{code}:from>target>to",
            MoveKind.RecoveryLineMinimum => "RM:from>to:cells",
            MoveKind.RecoveryLineAll or MoveKind.RecoveryFallback or MoveKind.RecoveryStackStrike => $"{code}:from>to:cell",
            MoveKind.ProcessLine or MoveKind.CollapseLine => $"{code}:cells",
            MoveKind.CollapseWindow => "LM:cells:cells",
            MoveKind.ProcessTerritory => "T:count:cell:hash",
            MoveKind.EliminateForLine or MoveKind.EliminateForTerritory or MoveKind.EliminateForRecovery
                or MoveKind.ForcedElimination => $"{code}:cell",
            _ => code,
        };
    }

    private Move ReadParts()
    {
        switch (_kind)
        {
            case MoveKind.PlaceRing:
                return Move.Place(Cell(_parts[1]), Number(_parts[2], 1, 3));
            case MoveKind.MoveStack:
                var slide = Path(_parts[1], 2);
                return Move.Slide(slide[0], slide[1]);
            case MoveKind.OvertakingCapture or MoveKind.ContinueCapture:
                var capture = Path(_parts[1], 3);
                return Move.Through(_kind, capture[0], capture[2], capture[1]);
            case MoveKind.RecoveryLineMinimum:
                var free = Path(_parts[1], 2);
                var window = Run(_parts[2], _state.Rules.LineLength);
                return Move.SlideWindow(free[0], free[1], window.First, window.Axis);
            case MoveKind.RecoveryLineAll or MoveKind.RecoveryFallback or MoveKind.RecoveryStackStrike:
                var paid = Path(_parts[1], 2);
                return Move.Through(_kind, paid[0], paid[1], Cell(_parts[2]));
            case MoveKind.ProcessLine or MoveKind.CollapseLine:
                var line = Run(_parts[1], 0);
                return Move.Line(_kind, line.First, line.Length, line.Axis);
            case MoveKind.CollapseWindow:
                return ReadWindow();
            case MoveKind.ProcessTerritory:
                return FindRegion(_parts[3]) ?? throw Fault($"the position has no region with the hash '{_parts[3]}'.");
            default:
                return _parts.Length == 1 ? Move.Plain(_kind) : Move.At(_kind, Cell(_parts[1]));
        }
    }

    private Move ReadWindow()
    {
        var line = Run(_parts[1], 0);
        var window = Run(_parts[2], _state.Rules.LineLength);
        var skipped = _board.Distance(line.First, window.First);
        var onAxis = skipped == 0 ? window.First == line.First : _board.DirectionTo(line.First, window.First) == line.Axis;
        return onAxis && window.Axis == line.Axis && skipped + window.Length <= line.Length
            ? Move.Line(MoveKind.CollapseWindow, line.First, line.Length, line.Axis, skipped)
            : throw Fault("the collapsed cells are not a window of the line.");
    }

    private Move? FindRegion(string hash)
    {
        var found = Regions.Find(_state.Position, _state.SeatToMove);
        for (var index = 0; index < found.Count; index++)
        {
            var move = Territory.NameOf(_board, found[index]);
            if (MoveNotation.CellsOf(_board, found[index]).Hash(8) == hash)
            {
                return move;
            }
        }

        return null;
    }

    private MoveFormatException Fault(string rule) => new(_text, rule);

    private int Number(string part, int least, int most) =>
        int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw Fault($"'{part}' is not a number from {least} to {most} ({_shape}).");

    private int Cell(string part)
    {
        var numbers = part.Split(',');
        if (numbers.Length != 2)
        {
            throw Fault($"'{part}' is not a cell x,y ({_shape}).");
        }

        var cell = _board.CellAt(Number(numbers[0], -99, 99), Number(numbers[1], -99, 99));
        return cell >= 0 ? cell : throw Fault($"{part} is not a cell of {GameConfig.BoardName(_board.Kind)}.");
    }

    private int[] Path(string part, int count)
    {
        var cells = part.Split('>');
        return cells.Length == count ? Array.ConvertAll(cells, Cell) : throw Fault($"expected {count} cells joined by '>' ({_shape}).");
    }

    private (int First, int Length, int Axis) Run(string part, int length)
    {
        var cells = Array.ConvertAll(part.Split(';'), Cell);
        if (cells.Length < 3 || (length > 0 && cells.Length != length))
        {
            throw Fault($"expected {(length > 0 ? length : "at least 3")} cells, found {cells.Length} ({_shape}).");
        }

        var axis = _board.DirectionTo(cells[0], cells[1]);
        for (var index = 1; index < cells.Length; index++)
        {
            if (axis < 0 || _board.Step(cells[index - 1], axis) != cells[index])
            {
                throw Fault($"'{part}' is not a run of adjacent cells on one axis.");
            }
        }

        return _board.LineAxes.Contains(axis)
            ? (cells[0], cells.Length, axis)
            : throw Fault($"the cells '{part}' are not sorted ({_shape}).");
    }
}

/// <summary>Text that is not a move of the position it was read for.</summary>
/// <param name="value">The text as given.</param>
/// <param name="rule">The rule of the notation it breaks.</param>
public sealed class MoveFormatException(string value, string rule) : FormatException($"Malformed move '{value}': {rule}")
{
    /// <summary>The text as given.</summary>
    public string Value { get; } = value;

    /// <summary>The rule of the notation it breaks.</summary>
    public string Rule { get; } = rule;
}
