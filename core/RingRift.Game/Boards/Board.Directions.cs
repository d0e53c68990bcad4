namespace RingRift.Game;

public sealed partial class Board
{
    private readonly sbyte[] _dx;
    private readonly sbyte[] _dy;

    /// <summary>Number of directions of movement: 8 on squares, 6 on hexagons.</summary>
    public int DirectionCount => _dx.Length;

    /// <summary>
    /// One direction per line axis, in the order the rules examine axes:
    /// squares (1,0)(0,1)(1,1)(1,-1), hexagons (1,0)(1,-1)(0,1). Stepping along each visits cells in ascending number.
    /// </summary>
    public IReadOnlyList<int> LineAxes => AxisDirections;

    internal int[] AxisDirections { get; }

    /// <summary>Every ray, cell after cell, each closed by the number CellCount ("off the board").</summary>
    internal ushort[] RayCells { get; }

    /// <summary>Where the ray of cell c in direction d begins in <see cref="RayCells"/>, at index c * DirectionCount + d.</summary>
    internal int[] RayStart { get; }

    /// <summary>Number of cells on the ray at index c * DirectionCount + d.</summary>
    internal byte[] RayLength { get; }

    /// <summary>Change of x for one step in <paramref name="direction"/>.</summary>
    /// <param name="direction">Direction, 0..DirectionCount-1.</param>
    public int DxOf(int direction) => _dx[direction];

    /// <summary>Change of y for one step in <paramref name="direction"/>.</summary>
    /// <param name="direction">Direction, 0..DirectionCount-1.</param>
    public int DyOf(int direction) => _dy[direction];

    /// <summary>The direction that points the other way.</summary>
    /// <param name="direction">Direction, 0..DirectionCount-1.</param>
    public int Opposite(int direction) => (direction + (DirectionCount / 2)) % DirectionCount;

    /// <summary>The neighbour of a cell, or -1 at the edge of the board.</summary>
    /// <param name="cell">Cell number, 0..CellCount-1.</param>
    /// <param name="direction">Direction, 0..DirectionCount-1.</param>
    public int Step(int cell, int direction)
    {
        var next = RayCells[RayStart[(cell * DirectionCount) + direction]];
        return next == CellCount ? -1 : next;
    }

    /// <summary>The direction from one cell to another on a common line, or -1 where there is none.</summary>
    /// <param name="from">The cell to start from.</param>
    /// <param name="to">The cell to reach.</param>
    public int DirectionTo(int from, int to)
    {
        var (dx, dy) = (XOf(to) - XOf(from), YOf(to) - YOf(from));
        var distance = Distance(from, to);
        for (var direction = 0; direction < DirectionCount && distance > 0; direction++)
        {
            if (dx == _dx[direction] * distance && dy == _dy[direction] * distance)
            {
                return direction;
            }
        }

        return -1;
    }

    /// <summary>Number of king steps (squares) or hex steps between two cells.</summary>
    /// <param name="from">One cell.</param>
    /// <param name="to">The other cell.</param>
    public int Distance(int from, int to)
    {
        var (dx, dy) = (XOf(to) - XOf(from), YOf(to) - YOf(from));
        var distance = Math.Max(Math.Abs(dx), Math.Abs(dy));
        return IsHex ? Math.Max(distance, Math.Abs(dx + dy)) : distance;
    }

    private (ushort[] Cells, int[] Start, byte[] Length) CastRays()
    {
        var cells = new List<ushort>();
        var start = new int[CellCount * DirectionCount];
        var length = new byte[start.Length];
        for (var ray = 0; ray < start.Length; ray++)
        {
            var (cell, direction) = Math.DivRem(ray, DirectionCount);
            start[ray] = cells.Count;
            for (var next = cell; (next = CellAt(_x[next] + _dx[direction], _y[next] + _dy[direction])) >= 0;)
            {
                cells.Add((ushort)next);
            }

            length[ray] = (byte)(cells.Count - start[ray]);
            cells.Add((ushort)CellCount);
        }

        return ([.. cells], start, length);
    }
}
