using System.Globalization;

namespace RingRift.Game;

public static partial class MoveNotation
{
    /// <summary>Reads a move of a position. The move is well formed; whether it is legal is for <see cref="GameState.Play"/> to say.</summary>
    /// <param name="state">The position before the move.</param>
    /// <param name="text">A canonical move string.</param>
    /// <exception cref="MoveFormatException">The text breaks the notation, or names a region the position does not have.</exception>
    public static Move Parse(GameState state, string text)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        var kind = MoveCodes.Find(parts[0]) ?? throw new MoveFormatException(text, $"'{parts[0]}' is not a move code.");
        var shape = ShapeOf(kind);
        if (parts.Length != shape.Split(':').Length)
        {
            throw new MoveFormatException(text, $"expected the form {shape}.");
        }

        var move = Read(state, new Source(text, shape, state.Board), kind, parts);
        return Format(state, move) == text
            ? move
            : throw new MoveFormatException(text, $"not canonical: numbers have no sign or padding, cells are sorted ({shape}).");
    }

    private static string ShapeOf(MoveKind kind)
    {
        var code = MoveCodes.Of(kind);
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

    private static Move Read(GameState state, Source source, MoveKind kind, string[] parts)
    {
        switch (kind)
        {
            case MoveKind.PlaceRing:
                return Move.Place(source.Cell(parts[1]), source.Number(parts[2], 1, 3));
            case MoveKind.MoveStack:
                var slide = source.Path(parts[1], 2);
                return Move.Slide(slide[0], slide[1]);
            case MoveKind.OvertakingCapture or MoveKind.ContinueCapture:
                var capture = source.Path(parts[1], 3);
                return Move.Through(kind, capture[0], capture[2], capture[1]);
            case MoveKind.RecoveryLineMinimum:
                var free = source.Path(parts[1], 2);
                var window = source.Run(parts[2], state.Rules.LineLength);
                return Move.SlideWindow(free[0], free[1], window.First, window.Axis);
            case MoveKind.RecoveryLineAll or MoveKind.RecoveryFallback or MoveKind.RecoveryStackStrike:
                var paid = source.Path(parts[1], 2);
                return Move.Through(kind, paid[0], paid[1], source.Cell(parts[2]));
            case MoveKind.ProcessLine or MoveKind.CollapseLine:
                var line = source.Run(parts[1], 0);
                return Move.Line(kind, line.First, line.Length, line.Axis);
            case MoveKind.CollapseWindow:
                return ReadWindow(state, source, parts);
            case MoveKind.ProcessTerritory:
                return state.FindRegionByHash(parts[3]) ?? throw source.Fault($"the position has no region with the hash '{parts[3]}'.");
            default:
                return parts.Length == 1 ? Move.Plain(kind) : Move.At(kind, source.Cell(parts[1]));
        }
    }

    private static Move ReadWindow(GameState state, Source source, string[] parts)
    {
        var line = source.Run(parts[1], 0);
        var window = source.Run(parts[2], state.Rules.LineLength);
        var skipped = state.Board.Distance(line.First, window.First);
        var onAxis = skipped == 0 ? window.First == line.First : state.Board.DirectionTo(line.First, window.First) == line.Axis;
        return onAxis && window.Axis == line.Axis && skipped + window.Length <= line.Length
            ? Move.Line(MoveKind.CollapseWindow, line.First, line.Length, line.Axis, skipped)
            : throw source.Fault("the collapsed cells are not a window of the line.");
    }

    /// <summary>The text being read, for the parts that several kinds share.</summary>
    private readonly record struct Source(string Text, string Shape, Board Board)
    {
        public MoveFormatException Fault(string rule) => new(Text, rule);

        public int Number(string part, int least, int most) =>
            int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most
                ? number
                : throw Fault($"'{part}' is not a number from {least} to {most} ({Shape}).");

        public int Cell(string part)
        {
            var numbers = part.Split(',');
            if (numbers.Length != 2)
            {
                throw Fault($"'{part}' is not a cell x,y ({Shape}).");
            }

            var cell = Board.CellAt(Number(numbers[0], -99, 99), Number(numbers[1], -99, 99));
            return cell >= 0 ? cell : throw Fault($"{part} is not a cell of {GameConfig.BoardName(Board.Kind)}.");
        }

        public int[] Path(string part, int count)
        {
            var cells = part.Split('>');
            return cells.Length == count ? Array.ConvertAll(cells, Cell) : throw Fault($"expected {count} cells joined by '>' ({Shape}).");
        }

        public (int First, int Length, int Axis) Run(string part, int length)
        {
            var cells = Array.ConvertAll(part.Split(';'), Cell);
            if (cells.Length < 3 || (length > 0 && cells.Length != length))
            {
                throw Fault($"expected {(length > 0 ? length : "at least 3")} cells, found {cells.Length} ({Shape}).");
            }

            var axis = Board.DirectionTo(cells[0], cells[1]);
            for (var index = 1; index < cells.Length; index++)
            {
                if (axis < 0 || Board.Step(cells[index - 1], axis) != cells[index])
                {
                    throw Fault($"'{part}' is not a run of adjacent cells on one axis.");
                }
            }

            return Board.LineAxes.Contains(axis)
                ? (cells[0], cells.Length, axis)
                : throw Fault($"the cells '{part}' are not sorted ({Shape}).");
        }
    }
}
