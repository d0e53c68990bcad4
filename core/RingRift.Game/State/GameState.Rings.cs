namespace RingRift.Game;

/// <content>
/// Stacks as chains of rings in a pool (ADR 0002): taking the top ring, slipping one under the bottom and moving a whole stack
/// touch a fixed number of words however high the stack is.
/// </content>
public sealed partial class GameState
{
    /// <summary>The owner of one ring of a stack.</summary>
    /// <param name="cell">Cell number.</param>
    /// <param name="indexFromBottom">0 for the bottom ring up to StackHeight - 1 for the top ring.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stack has no such ring.</exception>
    public int RingAt(int cell, int indexFromBottom)
    {
        ref readonly var stack = ref _stacks[cell];
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)indexFromBottom, stack.Height, nameof(indexFromBottom));
        var ring = stack.Top;
        for (var steps = stack.Height - 1 - indexFromBottom; steps > 0; steps--)
        {
            ring = _rings[ring].Under;
        }

        return _rings[ring].Owner;
    }

    /// <summary>Writes the owners of a stack's rings, bottom first, and returns their number.</summary>
    /// <param name="cell">Cell number.</param>
    /// <param name="owners">Room for at least StackHeight entries.</param>
    public int CopyRings(int cell, Span<byte> owners)
    {
        ref readonly var stack = ref _stacks[cell];
        var ring = stack.Top;
        for (var index = stack.Height - 1; index >= 0; index--)
        {
            owners[index] = (byte)_rings[ring].Owner;
            ring = _rings[ring].Under;
        }

        return stack.Height;
    }

    private void ClearRings()
    {
        for (var ring = 1; ring < _rings.Length; ring++)
        {
            _rings[ring] = new RingNode { Under = (ushort)((ring + 1) % _rings.Length) };
        }

        _freeRing = 1;
    }

    private int TopOwner(int cell) => _cells[cell] & SeatMask;

    /// <summary>Puts a seat's ring from nowhere on top of a cell's stack, or on a cell that holds nothing.</summary>
    private void PushTop(int cell, int seat)
    {
        var ring = _freeRing;
        _freeRing = _rings[ring].Under;
        ref var stack = ref _stacks[cell];
        var previous = _cells[cell] & SeatMask;
        _rings[ring] = new RingNode { Under = stack.Top, Owner = (ushort)seat };
        stack.Bottom = stack.Height == 0 ? ring : stack.Bottom;
        stack.Top = ring;
        stack.Height++;
        stack.Cap = previous == seat ? (ushort)(stack.Cap + 1) : (ushort)1;
        _onBoard[seat]++;
        SetControl(cell, previous, seat);
    }

    /// <summary>Takes the top ring out of the game.</summary>
    private void DropTop(int cell)
    {
        var ring = DetachTop(cell);
        _onBoard[_rings[ring].Owner]--;
        _rings[ring].Under = _freeRing;
        _freeRing = ring;
    }

    /// <summary>Moves the top ring of one stack under the bottom of another.</summary>
    private void SlipUnder(int target, int attacker)
    {
        var ring = DetachTop(target);
        ref var stack = ref _stacks[attacker];
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
    private void Relocate(int from, int to)
    {
        var seat = TopOwner(from);
        _stacks[to] = _stacks[from];
        _stacks[from] = default;
        _cells[to] = _cells[from];
        _cells[from] = 0;
        Flip(ControlPlane + seat, from);
        Flip(ControlPlane + seat, to);
    }

    private ushort DetachTop(int cell)
    {
        ref var stack = ref _stacks[cell];
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
    private void DropBottomMost(int cell, int seat)
    {
        ref var stack = ref _stacks[cell];
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
        _onBoard[seat]--;
        _rings[found].Under = _freeRing;
        _freeRing = found;
    }

    /// <summary>Whether a stack holds a ring of the seat below its top ring.</summary>
    private bool HoldsBuried(int cell, int seat)
    {
        for (var ring = _rings[_stacks[cell].Top].Under; ring != 0; ring = _rings[ring].Under)
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
            _controlled[previous]--;
            Flip(ControlPlane + previous, cell);
        }

        if (seat != 0)
        {
            _controlled[seat]++;
            Flip(ControlPlane + seat, cell);
        }

        _cells[cell] = seat == 0 ? (byte)0 : (byte)(StackFlag | seat);
    }
}
