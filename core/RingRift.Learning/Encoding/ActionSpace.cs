using RingRift.Game;

namespace RingRift.Learning.Encoding;

/// <summary>
/// The fixed numbering of policy outputs: spatial planes as <c>plane * Height * Width + row * Width + column</c>, then scalar actions.
/// Immutable; safe for concurrent use.
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Planes</term><description>Moves, and the cell that places them</description></listheader>
/// <item><term>place, 3</term><description>P with 1, 2, 3 rings at the placement cell</description></item>
/// <item><term>slide, directions x longest distance</term><description>M, C, K and recovery slides at the origin: direction and distance
/// tell the landing cell, and the landing cell tells a capture's target</description></item>
/// <item><term>eliminate, 1</term><description>EL, ET, ER, F at the stack</description></item>
/// <item><term>line, axes</term><description>L and LA at the line's first cell</description></item>
/// <item><term>window, axes</term><description>LM at the window's first cell</description></item>
/// <item><term>region, 1</term><description>T at the region's first cell</description></item>
/// </list>
/// Scalars: SP NP SW NM SC SR NL ST NT. Two kinds of rare moves share an index with others (ADR 0003): recovery slides that differ only in
/// what they pay with or collapse, and regions with the same first cell. Moves that share an index share its prior equally, and their
/// visits add up in its target.
/// </remarks>
public sealed class ActionSpace
{
    private const int PlacePlanes = 3;
    private static readonly MoveKind[] Scalars =
    [
        MoveKind.SkipPlacement, MoveKind.NoPlacement, MoveKind.SwapSides, MoveKind.NoMovement, MoveKind.SkipCapture,
        MoveKind.SkipRecovery, MoveKind.NoLine, MoveKind.SkipTerritory, MoveKind.NoTerritory,
    ];

    private static readonly Dictionary<BoardKind, ActionSpace> Spaces =
        Enum.GetValues<BoardKind>().ToDictionary(kind => kind, kind => new ActionSpace(BoardTensor.For(kind)));

    private readonly BoardTensor _tensor;
    private readonly Board _board;
    private readonly int[] _slides;
    private readonly int[] _axisOfDirection;

    private ActionSpace(BoardTensor tensor)
    {
        _tensor = tensor;
        _board = tensor.Board;
        LongestSlide = _board.Size - 1;
        EliminatePlane = PlacePlanes + (_board.DirectionCount * LongestSlide);
        LinePlane = EliminatePlane + 1;
        WindowPlane = LinePlane + _board.LineAxes.Count;
        RegionPlane = WindowPlane + _board.LineAxes.Count;
        _axisOfDirection = [.. Enumerable.Range(0, _board.DirectionCount).Select(AxisOf)];
        _slides = NumberSlides();
    }

    /// <summary>Planes with one action a square.</summary>
    public int SpatialPlanes => RegionPlane + 1;

    /// <summary>Actions without a square.</summary>
    public int ScalarActions => Scalars.Length;

    /// <summary>All actions: <c>SpatialPlanes * Height * Width + ScalarActions</c>.</summary>
    public int Count => (SpatialPlanes * _tensor.Area) + ScalarActions;

    /// <summary>The longest slide in cells, which is the number of slide planes per direction.</summary>
    public int LongestSlide { get; }

    internal int EliminatePlane { get; }

    internal int LinePlane { get; }

    internal int WindowPlane { get; }

    internal int RegionPlane { get; }

    /// <summary>The shared numbering of a configuration.</summary>
    public static ActionSpace For(GameConfig config) => Spaces[config.Board];

    /// <summary>Whether several legal moves of one position may share the index of a move of this kind.</summary>
    public static bool MayShareIndex(MoveKind kind) => kind is MoveKind.RecoveryLineAll or MoveKind.RecoveryLineMinimum
        or MoveKind.RecoveryFallback or MoveKind.RecoveryStackStrike or MoveKind.ProcessTerritory;

    /// <summary>The index of a move.</summary>
    /// <param name="move">A legal move of a position on this board.</param>
    /// <exception cref="ArgumentOutOfRangeException">The move is of no known kind.</exception>
    public int IndexOf(Move move) => move.Kind switch
    {
        MoveKind.PlaceRing => At(move.Count - 1, move.From),
        MoveKind.MoveStack or MoveKind.OvertakingCapture or MoveKind.ContinueCapture or MoveKind.RecoveryLineAll
            or MoveKind.RecoveryLineMinimum or MoveKind.RecoveryFallback or MoveKind.RecoveryStackStrike =>
            _slides[(move.From * _board.CellCount) + move.To],
        MoveKind.EliminateForLine or MoveKind.EliminateForTerritory or MoveKind.EliminateForRecovery or MoveKind.ForcedElimination =>
            At(EliminatePlane, move.From),
        MoveKind.ProcessLine or MoveKind.CollapseLine => At(LinePlane + _axisOfDirection[move.Axis], move.From),
        MoveKind.CollapseWindow => At(WindowPlane + _axisOfDirection[move.Axis], WindowStart(move)),
        MoveKind.ProcessTerritory => At(RegionPlane, move.From),
        _ => ScalarIndex(move.Kind),
    };

    internal int SlidePlane(int direction, int distance) => PlacePlanes + (direction * LongestSlide) + distance - 1;

    internal int ScalarBase => SpatialPlanes * _tensor.Area;

    private int At(int plane, int cell) => (plane * _tensor.Area) + _tensor.SquareOf(cell);

    private int ScalarIndex(MoveKind kind)
    {
        var scalar = Array.IndexOf(Scalars, kind);
        return scalar >= 0
            ? ScalarBase + scalar
            : throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind of move has no action.");
    }

    private int WindowStart(Move move)
    {
        var cell = move.From;
        for (var step = 0; step < move.Window; step++)
        {
            cell = _board.Step(cell, move.Axis);
        }

        return cell;
    }

    private int AxisOf(int direction)
    {
        for (var axis = 0; axis < _board.LineAxes.Count; axis++)
        {
            if (_board.LineAxes[axis] == direction || _board.Opposite(_board.LineAxes[axis]) == direction)
            {
                return axis;
            }
        }

        return -1;
    }

    private int[] NumberSlides()
    {
        var slides = new int[_board.CellCount * _board.CellCount];
        Array.Fill(slides, -1);
        for (var from = 0; from < _board.CellCount; from++)
        {
            for (var direction = 0; direction < _board.DirectionCount; direction++)
            {
                var distance = 1;
                for (var to = _board.Step(from, direction); to >= 0; to = _board.Step(to, direction), distance++)
                {
                    slides[(from * _board.CellCount) + to] = At(SlidePlane(direction, distance), from);
                }
            }
        }

        return slides;
    }
}
