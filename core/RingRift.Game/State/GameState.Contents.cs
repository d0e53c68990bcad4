using System.Runtime.CompilerServices;

namespace RingRift.Game;

/// <content>What lies on the board, the counters kept with it, and the only methods that change either.</content>
public sealed partial class GameState
{
    // Codes of _cells: 0 empty, the seat for a marker, and these flags with the seat below them. From StackFlag up a cell stops a slide.
    private const byte StackFlag = 0x10;
    private const byte CollapsedFlag = 0x20;
    private const byte OffBoard = 0x40;
    private const byte SeatMask = 0x07;

    private const int CollapsedPlane = 0;
    private const int MarkerPlane = 0;
    private const int ControlPlane = MostSeats;
    private const int PlaneCount = 1 + (2 * MostSeats);

    private readonly byte[] _cells;
    private readonly StackEntry[] _stacks;
    private readonly uint[] _planes = new uint[PlaneCount * Board.RowStride];

    private readonly int[] _hand = new int[MostSeats + 1];
    private readonly int[] _eliminated = new int[MostSeats + 1];
    private readonly int[] _territory = new int[MostSeats + 1];
    private readonly int[] _markers = new int[MostSeats + 1];
    private readonly int[] _onBoard = new int[MostSeats + 1];
    private readonly int[] _controlled = new int[MostSeats + 1];

    private RingNode[] _rings;
    private ushort _freeRing;

    /// <summary>Rings in a seat's hand.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public int RingsInHand(int seat) => _hand[Checked(seat)];

    /// <summary>Eliminated rings (of any colour) credited to a seat.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public int Eliminated(int seat) => _eliminated[Checked(seat)];

    /// <summary>Collapsed cells a seat owns.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public int TerritoryOf(int seat) => _territory[Checked(seat)];

    /// <summary>Markers of a seat on the board.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public int MarkersOf(int seat) => _markers[Checked(seat)];

    /// <summary>Rings of a seat's colour on the board, at any depth of any stack.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public int RingsOnBoard(int seat) => _onBoard[Checked(seat)];

    /// <summary>Stacks whose top ring is the seat's.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public int StacksOf(int seat) => _controlled[Checked(seat)];

    /// <summary>Rings in the stack on a cell; 0 without a stack.</summary>
    /// <param name="cell">Cell number.</param>
    public int StackHeight(int cell) => _stacks[cell].Height;

    /// <summary>Owner of the top ring of the stack on a cell; 0 without a stack.</summary>
    /// <param name="cell">Cell number.</param>
    public int Controller(int cell) => Coded(cell, StackFlag);

    /// <summary>The controller's rings from the top down to the first ring of another seat; 0 without a stack.</summary>
    /// <param name="cell">Cell number.</param>
    public int CapHeight(int cell) => _stacks[cell].Cap;

    /// <summary>Owner of the marker on a cell; 0 without one.</summary>
    /// <param name="cell">Cell number.</param>
    public int MarkerOwner(int cell) => cell < _stacks.Length && _cells[cell] < StackFlag ? _cells[cell] : 0;

    /// <summary>Owner of a collapsed cell; 0 where it is not collapsed.</summary>
    /// <param name="cell">Cell number.</param>
    public int CollapsedOwner(int cell) => Coded(cell, CollapsedFlag);

    private int Coded(int cell, byte flag) => (_cells[cell] & 0xF0) == flag ? _cells[cell] & SeatMask : 0;

    private Span<uint> Plane(int plane) => _planes.AsSpan(plane * Board.RowStride, Board.RowStride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Flip(int plane, int cell) => _planes[(plane * Board.RowStride) + Board.RowOf(cell)] ^= Board.BitOf(cell);

    private void PutMarker(int cell, int seat)
    {
        _cells[cell] = (byte)seat;
        _markers[seat]++;
        Flip(MarkerPlane + seat, cell);
    }

    private void TakeMarker(int cell)
    {
        int seat = _cells[cell];
        _cells[cell] = 0;
        _markers[seat]--;
        Flip(MarkerPlane + seat, cell);
    }

    /// <summary>Collapses a cell that holds no stack; a marker on it goes.</summary>
    private void Collapse(int cell, int seat)
    {
        if (_cells[cell] != 0)
        {
            TakeMarker(cell);
        }

        _cells[cell] = (byte)(CollapsedFlag | seat);
        _territory[seat]++;
        Flip(CollapsedPlane, cell);
    }

    private void ClearBoard()
    {
        Array.Clear(_cells);
        Array.Clear(_stacks);
        Array.Clear(_planes);
        foreach (var counter in (ReadOnlySpan<int[]>)[_hand, _eliminated, _territory, _markers, _onBoard, _controlled])
        {
            Array.Clear(counter);
        }

        _cells[^1] = OffBoard;
        ClearRings();
    }

    private void CopyBoard(GameState other)
    {
        other._cells.AsSpan().CopyTo(_cells);
        other._stacks.AsSpan().CopyTo(_stacks);
        _rings = _rings.Length >= other._rings.Length ? _rings : new RingNode[other._rings.Length];
        other._rings.AsSpan().CopyTo(_rings);
        other._planes.AsSpan().CopyTo(_planes);
        other._hand.AsSpan().CopyTo(_hand);
        other._eliminated.AsSpan().CopyTo(_eliminated);
        other._territory.AsSpan().CopyTo(_territory);
        other._markers.AsSpan().CopyTo(_markers);
        other._onBoard.AsSpan().CopyTo(_onBoard);
        other._controlled.AsSpan().CopyTo(_controlled);
        _freeRing = other._freeRing;
    }
}
