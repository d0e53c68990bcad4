namespace RingRift.Game;

/// <content>
/// Stacks (R021) as chains of rings in a pool (ADR 0002): taking the top ring, slipping one under the bottom and
/// moving a whole stack touch a fixed number of words however high the stack is.
/// </content>
internal sealed partial class Position
{
    private RingNode[] _rings;
    private ushort _freeRing;

    /// <summary>The owner of one ring of a stack, counted from 0 at the bottom.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stack has no such ring.</exception>
    public int RingAt(int cell, int indexFromBottom)
    {
        ref readonly var stack = ref Stacks[cell];
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)indexFromBottom, stack.Height, nameof(indexFromBottom));
        var ring = stack.Top;
        for (var steps = stack.Height - 1 - indexFromBottom; steps > 0; steps--)
        {
            ring = _rings[ring].Under;
        }

        return _rings[ring].Owner;
    }

    /// <summary>Writes the owners of a stack's rings, bottom first, and returns their number.</summary>
    public int CopyRings(int cell, Span<byte> owners)
    {
        ref readonly var stack = ref Stacks[cell];
        var ring = stack.Top;
        for (var index = stack.Height - 1; index >= 0; index--)
        {
            owners[index] = (byte)_rings[ring].Owner;
            ring = _rings[ring].Under;
        }

        return stack.Height;
    }

    /// <summary>Puts a ring on top while the pool holds one: false when the supply of all players together is used up.</summary>
    public bool TryPushTop(int cell, int seat)
    {
        if (_freeRing == 0)
        {
            return false;
        }

        PushTop(cell, seat);
        return true;
    }

    private void ClearRings(int room)
    {
        _rings = room < _rings.Length ? _rings : new RingNode[room + 1];
        for (var ring = 1; ring < _rings.Length; ring++)
        {
            _rings[ring] = new RingNode { Under = (ushort)((ring + 1) % _rings.Length) };
        }

        _freeRing = 1;
    }

    private void CopyRings(Position other)
    {
        _rings = _rings.Length >= other._rings.Length ? _rings : new RingNode[other._rings.Length];
        other._rings.AsSpan().CopyTo(_rings);
        _freeRing = other._freeRing;
    }

    private int TopOwner(int cell) => Cells[cell] & SeatMask;

    /// <summary>Puts a seat's ring from nowhere on top of a cell's stack, or on a cell that holds nothing.</summary>
    public void PushTop(int cell, int seat)
    {
        var ring = _freeRing;
        _freeRing = _rings[ring].Under;
        ref var stack = ref Stacks[cell];
        var previous = Cells[cell] & SeatMask;
        _rings[ring] = new RingNode { Under = stack.Top, Owner = (ushort)seat };
        stack.Bottom = stack.Height == 0 ? ring : stack.Bottom;
        stack.Top = ring;
        stack.Height++;
        stack.Cap = previous == seat ? (ushort)(stack.Cap + 1) : (ushort)1;
        OnBoard[seat]++;
        SetControl(cell, previous, seat);
    }

    /// <summary>Takes the top ring out of the game.</summary>
    public void DropTop(int cell)
    {
        var ring = DetachTop(cell);
        OnBoard[_rings[ring].Owner]--;
        _rings[ring].Under = _freeRing;
        _freeRing = ring;
    }

    /// <summary>Moves the top ring of one stack under the bottom of another.</summary>
    public void SlipUnder(int target, int attacker)
    {
        var ring = DetachTop(target);
        ref var stack = ref Stacks[attacker];
        _rings[ring].Under = 0;
        _rings[stack.Bottom].Under = ring;
        stack.Bottom = ring;

        // A stack of one colour all the way down grows its cap when the slipped ring is of that colour too.
        if (stack.Cap == stack.Height && _rings[ring].Owner == TopOwner(attacker))
        {
            stack.Cap++;
        }

        stack.Height++;
    }

    /// <summary>Moves a whole stack to a cell that holds nothing.</summary>
    public void Relocate(int from, int to)
    {
        var seat = TopOwner(from);
        Stacks[to] = Stacks[from];
        Stacks[from] = default;
        Cells[to] = Cells[from];
        Cells[from] = 0;
        Flip(ControlPlane + seat, from);
        Flip(ControlPlane + seat, to);
    }

    private ushort DetachTop(int cell)
    {
        ref var stack = ref Stacks[cell];
        var seat = TopOwner(cell);
        var ring = stack.Top;
        stack.Top = _rings[ring].Under;
        stack.Height--;
        if (--stack.Cap == 0)
        {
            stack.Cap = CountCap(stack.Top);
            SetControl(cell, seat, _rings[stack.Top].Owner);
        }

        if (stack.Height == 0)
        {
            stack = default;
        }

        return ring;
    }

    private ushort CountCap(ushort top)
    {
        ushort cap = 0;
        for (var ring = top; ring != 0 && _rings[ring].Owner == _rings[top].Owner; ring = _rings[ring].Under)
        {
            cap++;
        }

        return cap;
    }

    /// <summary>Takes a seat's bottom-most ring of a stack out of the game. The stack must hold one.</summary>
    public void DropBottomMost(int cell, int seat)
    {
        ref var stack = ref Stacks[cell];
        var (found, above, previous) = ((ushort)0, (ushort)0, (ushort)0);
        for (var ring = stack.Top; ring != 0; previous = ring, ring = _rings[ring].Under)
        {
            (found, above) = _rings[ring].Owner == seat ? (ring, previous) : (found, above);
        }

        if (above == 0)
        {
            DropTop(cell);
            return;
        }

        _rings[above].Under = _rings[found].Under;
        stack.Bottom = stack.Bottom == found ? above : stack.Bottom;
        stack.Height--;
        stack.Cap = CountCap(stack.Top);
        OnBoard[seat]--;
        _rings[found].Under = _freeRing;
        _freeRing = found;
    }

    /// <summary>Whether a cell has a stack that holds a ring of the seat below its top ring.</summary>
    public bool HoldsBuried(int cell, int seat) => Stacks[cell].Height > 1 && HoldsBelowTop(cell, seat);

    private bool HoldsBelowTop(int cell, int seat)
    {
        for (var ring = _rings[Stacks[cell].Top].Under; ring != 0; ring = _rings[ring].Under)
        {
            if (_rings[ring].Owner == seat)
            {
                return true;
            }
        }

        return false;
    }

    private void SetControl(int cell, int previous, int seat)
    {
        if (previous == seat)
        {
            return;
        }

        if (previous != 0)
        {
            Controlled[previous]--;
            Flip(ControlPlane + previous, cell);
        }

        if (seat != 0)
        {
            Controlled[seat]++;
            Flip(ControlPlane + seat, cell);
        }

        Cells[cell] = seat == 0 ? (byte)0 : (byte)(StackFlag | seat);
    }
}

/// <summary>
/// One cell's stack: its height and cap (R022), and its first and last ring in the pool. All zero without a stack.
/// </summary>
internal struct StackEntry
{
    public ushort Height;
    public ushort Cap;
    public ushort Top;
    public ushort Bottom;
}

/// <summary>A ring of the pool: the ring below it (0 for none) and its owner. Free rings are chained the same way.</summary>
internal struct RingNode
{
    public ushort Under;
    public ushort Owner;
}
