namespace RingRift.Game;

/// <content>Finding regions: cells cut off by the markers of one colour, or by collapsed cells alone.</content>
public sealed partial class GameState
{
    // Scratch of the thread, not part of a state: a search holds many states and reads one list at a time.
    [ThreadStatic]
    private static RegionList? _regions;

    private bool HasRegion(int seat) => FindRegions(seat, onlyOne: true).Count > 0;

    /// <summary>The regions a seat may process, each once. The list is valid until the next call.</summary>
    private RegionList FindRegions(int seat, bool onlyOne = false)
    {
        var regions = _regions ??= new RegionList();
        regions.Clear();
        if (_turn.RecoveryMade || _controlled[seat] > 0)
        {
            var colours = ActiveColours();
            for (var colour = 0; colour <= _seats && !(onlyOne && regions.Count > 0); colour++)
            {
                // Colour 0 stands for "no marker border": collapsed cells alone cut the board up.
                if (colour == 0 ? PlaneHolds(CollapsedPlane) : _markers[colour] > 0)
                {
                    FindRegionsOf(colour, seat, colours, regions);
                }
            }
        }

        return regions;
    }

    private bool PlaneHolds(int plane) => Plane(plane).ContainsAnyExcept(0u);

    private int ActiveColours()
    {
        var count = 0;
        for (var seat = 1; seat <= _seats; seat++)
        {
            count += _onBoard[seat] > 0 ? 1 : 0;
        }

        return count;
    }

    private void FindRegionsOf(int colour, int seat, int colours, RegionList regions)
    {
        Span<uint> rest = stackalloc uint[Board.RowStride];
        Span<uint> component = stackalloc uint[Board.RowStride];
        var barrier = Plane(colour == 0 ? CollapsedPlane : MarkerPlane + colour);
        var end = Board.RowPadding + Board.Size;
        for (var row = Board.RowPadding; row < end; row++)
        {
            rest[row] = Board.Rows[row] & ~(_planes[row] | barrier[row]);
        }

        for (var row = Board.RowPadding; row < end; row++)
        {
            while (rest[row] != 0)
            {
                component.Clear();
                component[row] = rest[row] & (0 - rest[row]);
                Flood(component, rest, row);
                for (var other = row; other < end; other++)
                {
                    rest[other] &= ~component[other];
                }

                if (IsProcessable(component, seat) && IsCutOff(ControllersInside(component), colour, colours))
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
    private void Flood(Span<uint> component, ReadOnlySpan<uint> open, int first)
    {
        var last = Board.RowPadding + Board.Size - 1;
        component[first] = FillRow(component[first], open[first]);
        for (var changed = true; changed;)
        {
            for (var row = first + 1; row <= last; row++)
            {
                _ = Spread(component, open, row, row - 1);
            }

            // Going up can only reopen the way down where it reached something new.
            changed = false;
            for (var row = last - 1; row >= first; row--)
            {
                changed |= Spread(component, open, row, row + 1);
            }
        }
    }

    private bool Spread(Span<uint> component, ReadOnlySpan<uint> open, int row, int from)
    {
        var reached = (component[from] | Diagonal(component[from], row - from)) & open[row] & ~component[row];
        if (reached == 0)
        {
            return false;
        }

        component[row] |= FillRow(reached, open[row]);
        return true;
    }

    /// <summary>On hexagons the neighbours one row on are y and y - 1, one row back y and y + 1.</summary>
    private uint Diagonal(uint bits, int rowStep) => !Board.IsHex ? 0 : rowStep > 0 ? bits >> 1 : bits << 1;

    /// <summary>
    /// Extends seeds to the whole runs of open bits they lie in: upwards by the carry of one addition, downwards by doubling steps.
    /// </summary>
    private uint FillRow(uint seeds, uint open)
    {
        seeds |= open & (open ^ (open + seeds));
        for (var step = 1; step < Board.Size; step <<= 1)
        {
            seeds |= open & (seeds >> step);
            open &= open >> step;
        }

        return seeds;
    }

    private int ControllersInside(ReadOnlySpan<uint> component)
    {
        var count = 0;
        for (var seat = 1; seat <= _seats; seat++)
        {
            var stacks = Plane(ControlPlane + seat);
            for (var row = Board.RowPadding; row < Board.RowPadding + Board.Size; row++)
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

    /// <summary>The seat must be able to pay from outside the region.</summary>
    private bool IsProcessable(ReadOnlySpan<uint> component, int seat)
    {
        if (!_turn.RecoveryMade)
        {
            var own = Plane(ControlPlane + seat);
            for (var row = Board.RowPadding; row < Board.RowPadding + Board.Size; row++)
            {
                if ((own[row] & ~component[row]) != 0)
                {
                    return true;
                }
            }

            return false;
        }

        for (var cell = 0; cell < Board.CellCount; cell++)
        {
            if (_stacks[cell].Height > 1 && (component[Board.RowOf(cell)] & Board.BitOf(cell)) == 0 && HoldsBuried(cell, seat))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Markers of any colour that fall with a region: those next to it and, except on the large hexagon, all that hang together
    /// with them by the eight offsets of a square grid (on hex8 too).
    /// </summary>
    private void BorderOf(ReadOnlySpan<uint> region, Span<uint> border)
    {
        Span<uint> markers = stackalloc uint[Board.RowStride];
        for (var row = Board.RowPadding; row < Board.RowPadding + Board.Size; row++)
        {
            markers[row] = MarkersInRow(row) & ~region[row];
        }

        for (var row = Board.RowPadding; row < Board.RowPadding + Board.Size; row++)
        {
            var beside = (region[row] << 1) | (region[row] >> 1) | region[row - 1] | region[row + 1]
                | Diagonal(region[row - 1], 1) | Diagonal(region[row + 1], -1);
            border[row] = beside & markers[row];
        }

        for (var changed = Board.Kind != BoardKind.Hexagonal; changed;)
        {
            changed = false;
            for (var row = Board.RowPadding; row < Board.RowPadding + Board.Size; row++)
            {
                var around = border[row - 1] | border[row] | border[row + 1];
                var reached = (around | (around << 1) | (around >> 1)) & markers[row] & ~border[row];
                border[row] |= reached;
                changed |= reached != 0;
            }
        }
    }
}
