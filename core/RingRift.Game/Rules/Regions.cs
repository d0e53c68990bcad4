namespace RingRift.Game;

/// <summary>
/// Finds regions: cells cut off by the markers of one colour or by collapsed cells alone (R141), in which not every
/// colour of the board controls a stack (R142), and which the seat can pay for from outside (R143).
/// </summary>
internal static class Regions
{
    // Scratch of the thread, not part of a position: a search holds many positions and reads one list at a time.
    [ThreadStatic]
    private static RegionList? _found;

    /// <summary>Whether a seat may process some region.</summary>
    public static bool Any(Position position, int seat) => Find(position, seat, onlyOne: true).Count > 0;

    /// <summary>The regions a seat may process, each once. The list is valid until the next call.</summary>
    public static RegionList Find(Position position, int seat, bool onlyOne = false)
    {
        var regions = _found ??= new RegionList();
        regions.Clear();
        if (position.Turn.RecoveryMade || position.Controlled[seat] > 0)
        {
            var colours = ActiveColours(position);
            for (var colour = 0; colour <= position.Seats && !(onlyOne && regions.Count > 0); colour++)
            {
                // Colour 0 stands for "no marker border": collapsed cells alone cut the board up.
                if (colour == 0 ? position.Plane(Position.CollapsedPlane).ContainsAnyExcept(0u) : position.Markers[colour] > 0)
                {
                    FindOf(position, colour, seat, colours, regions);
                }
            }
        }

        return regions;
    }

    /// <summary>On hexagons the neighbours one row on are y and y - 1, one row back y and y + 1.</summary>
    public static uint Diagonal(Board board, uint bits, int rowStep) => !board.IsHex ? 0 : rowStep > 0 ? bits >> 1 : bits << 1;

    private static int ActiveColours(Position position)
    {
        var count = 0;
        for (var seat = 1; seat <= position.Seats; seat++)
        {
            count += position.OnBoard[seat] > 0 ? 1 : 0;
        }

        return count;
    }

    private static void FindOf(Position position, int colour, int seat, int colours, RegionList regions)
    {
        Span<uint> rest = stackalloc uint[Board.RowStride];
        Span<uint> component = stackalloc uint[Board.RowStride];
        var board = position.Board;
        var barrier = position.Plane(colour == 0 ? Position.CollapsedPlane : Position.MarkerPlane + colour);
        var end = Board.RowPadding + board.Size;
        for (var row = Board.RowPadding; row < end; row++)
        {
            rest[row] = board.Rows[row] & ~(position.Planes[row] | barrier[row]);
        }

        for (var row = Board.RowPadding; row < end; row++)
        {
            while (rest[row] != 0)
            {
                component.Clear();
                component[row] = rest[row] & (0 - rest[row]);
                Flood(board, component, rest, row);
                for (var other = row; other < end; other++)
                {
                    rest[other] &= ~component[other];
                }

                if (CanPay(position, component, seat) && IsCutOff(ControllersInside(position, component), colour, colours))
                {
                    regions.AddOnce(component);
                }
            }
        }
    }

    private static bool IsCutOff(int inside, int colour, int colours) => inside < colours && (colour != 0 || inside == 1);

    /// <summary>
    /// Grows a seed through the open cells by sweeping down and up until nothing changes. Rows before the seed's hold no open cell,
    /// because components are taken in the order of their first rows.
    /// </summary>
    private static void Flood(Board board, Span<uint> component, ReadOnlySpan<uint> open, int first)
    {
        var last = Board.RowPadding + board.Size - 1;
        component[first] = FillRow(board, component[first], open[first]);
        for (var changed = true; changed;)
        {
            for (var row = first + 1; row <= last; row++)
            {
                _ = Spread(board, component, open, row, row - 1);
            }

            // Going up can only reopen the way down where it reached something new.
            changed = false;
            for (var row = last - 1; row >= first; row--)
            {
                changed |= Spread(board, component, open, row, row + 1);
            }
        }
    }

    private static bool Spread(Board board, Span<uint> component, ReadOnlySpan<uint> open, int row, int from)
    {
        var reached = (component[from] | Diagonal(board, component[from], row - from)) & open[row] & ~component[row];
        if (reached == 0)
        {
            return false;
        }

        component[row] |= FillRow(board, reached, open[row]);
        return true;
    }

    /// <summary>
    /// Extends seeds to the whole runs of open bits they lie in: upwards by the carry of one addition, downwards by doubling steps.
    /// </summary>
    private static uint FillRow(Board board, uint seeds, uint open)
    {
        seeds |= open & (open ^ (open + seeds));
        for (var step = 1; step < board.Size; step <<= 1)
        {
            seeds |= open & (seeds >> step);
            open &= open >> step;
        }

        return seeds;
    }

    private static int ControllersInside(Position position, ReadOnlySpan<uint> component)
    {
        var count = 0;
        for (var seat = 1; seat <= position.Seats; seat++)
        {
            var stacks = position.Plane(Position.ControlPlane + seat);
            for (var row = Board.RowPadding; row < Board.RowPadding + position.Board.Size; row++)
            {
                if ((stacks[row] & component[row]) != 0)
                {
                    count++;
                    break;
                }
            }
        }

        return count;
    }

    /// <summary>
    /// Whether the seat can pay from outside the region: with a stack, after a recovery with a buried ring (R115).
    /// </summary>
    private static bool CanPay(Position position, ReadOnlySpan<uint> component, int seat)
    {
        var board = position.Board;
        if (!position.Turn.RecoveryMade)
        {
            var own = position.Plane(Position.ControlPlane + seat);
            for (var row = Board.RowPadding; row < Board.RowPadding + board.Size; row++)
            {
                if ((own[row] & ~component[row]) != 0)
                {
                    return true;
                }
            }

            return false;
        }

        for (var cell = 0; cell < board.CellCount; cell++)
        {
            if ((component[board.RowOf(cell)] & board.BitOf(cell)) == 0 && position.HoldsBuried(cell, seat))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A reusable list of cell sets, each a padded plane of rows.</summary>
internal sealed class RegionList
{
    private uint[] _rows = new uint[64 * Board.RowStride];

    /// <summary>Number of sets.</summary>
    public int Count { get; private set; }

    /// <summary>The rows of one set.</summary>
    public ReadOnlySpan<uint> this[int index] => _rows.AsSpan(index * Board.RowStride, Board.RowStride);

    /// <summary>Empties the list.</summary>
    public void Clear() => Count = 0;

    /// <summary>Appends a set unless the list holds it already.</summary>
    public void AddOnce(ReadOnlySpan<uint> rows)
    {
        for (var index = 0; index < Count; index++)
        {
            if (this[index].SequenceEqual(rows))
            {
                return;
            }
        }

        if ((Count + 1) * Board.RowStride > _rows.Length)
        {
            Array.Resize(ref _rows, _rows.Length * 2);
        }

        rows.CopyTo(_rows.AsSpan(Count++ * Board.RowStride));
    }
}
