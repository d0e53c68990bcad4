using System.Runtime.CompilerServices;

namespace RingRift.Game;

/// <summary>
/// The contents of a state: what lies on the board, the counters kept with it, and the turn. Only these methods change what lies on the
/// board; whether they may be called, the rules say.
/// </summary>
internal sealed partial class Position
{
    public const int MostSeats = 4;

    // Codes of Cells: 0 empty, the seat for a marker, and these flags with the seat below them. From StackFlag up a cell stops a slide.
    public const byte StackFlag = 0x10;
    public const byte CollapsedFlag = 0x20;
    private const byte OffBoard = 0x40;
    private const byte SeatMask = 0x07;

    // Planes of one bit per cell: collapsed cells, the markers of each seat, the stacks that each seat controls.
    public const int CollapsedPlane = 0;
    public const int MarkerPlane = 0;
    public const int ControlPlane = MostSeats;
    private const int PlaneCount = 1 + (2 * MostSeats);

    public readonly GameRules Rules;
    public readonly Board Board;
    public readonly int Seats;
    public readonly int LineLength;
    public readonly int BaseLineLength;

    public readonly byte[] Cells;
    public readonly StackEntry[] Stacks;
    public readonly uint[] Planes = new uint[PlaneCount * Board.RowStride];

    public SeatCounts Hand;
    public SeatCounts Eliminated;
    public SeatCounts Territory;
    public SeatCounts Markers;
    public SeatCounts OnBoard;
    public SeatCounts Controlled;

    public Turn Turn;

    /// <summary>The start position.</summary>
    public Position(GameRules rules)
    {
        Rules = rules;
        Board = Board.For(rules.Board);
        Seats = rules.Players;
        LineLength = rules.LineLength;
        BaseLineLength = rules.BaseLineLength;
        Cells = new byte[Board.CellCount + 1];
        Stacks = new StackEntry[Board.CellCount];
        _rings = new RingNode[(rules.RingsPerPlayer * rules.Players) + 1];
        Reset();
    }

    /// <summary>Back to the start position.</summary>
    public void Reset()
    {
        Clear(ringRoom: 0);
        for (var seat = 1; seat <= Seats; seat++)
        {
            Hand[seat] = Rules.RingsPerPlayer;
        }

        Turn = new Turn { Seat = 1, Phase = Phase.Placement, ActiveCell = -1, SwapOpen = Rules.SwapRule && Seats == 2 };
    }

    /// <summary>
    /// Nothing on the board, in hands or in counters, and room for a number of rings, where that is more than the rules supply.
    /// </summary>
    public void Clear(int ringRoom)
    {
        Array.Clear(Cells);
        Array.Clear(Stacks);
        Array.Clear(Planes);
        Hand = Eliminated = Territory = Markers = OnBoard = Controlled = default;
        Cells[^1] = OffBoard;
        ClearRings(ringRoom);
    }

    /// <summary>Makes this equal to a position of the same rules.</summary>
    public void CopyFrom(Position other)
    {
        other.Cells.AsSpan().CopyTo(Cells);
        other.Stacks.AsSpan().CopyTo(Stacks);
        CopyRings(other);
        other.Planes.AsSpan().CopyTo(Planes);
        Hand = other.Hand;
        Eliminated = other.Eliminated;
        Territory = other.Territory;
        Markers = other.Markers;
        OnBoard = other.OnBoard;
        Controlled = other.Controlled;
        Turn = other.Turn;
    }

    /// <summary>Owner of the top ring of the stack on a cell (R022); 0 without a stack.</summary>
    public int ControllerOf(int cell) => SeatIn(Cells[cell], StackFlag);

    /// <summary>The seat in a cell's code where it has a flag, else 0.</summary>
    public static int SeatIn(byte code, byte flag) => (code & 0xF0) == flag ? code & SeatMask : 0;

    /// <summary>Whether a seat has a ring in hand or on the board, at any depth of any stack.</summary>
    public bool OwnsRings(int seat) => Hand[seat] + OnBoard[seat] > 0;

    /// <summary>Whether no other seat has a ring in hand or on the board.</summary>
    public bool IsAlone(int seat) => Hand.Sum + OnBoard.Sum == Hand[seat] + OnBoard[seat];

    /// <summary>The rows of a plane.</summary>
    public Span<uint> Plane(int plane) => Planes.AsSpan(plane * Board.RowStride, Board.RowStride);

    /// <summary>The cells of a plane.</summary>
    public CellSet CellsOf(int plane) => new(Board, Plane(plane));

    /// <summary>The cells of a row that hold a marker of any seat.</summary>
    public uint MarkersInRow(int row) => UnionInRow(MarkerPlane + 1, row);

    /// <summary>The cells of a row that hold a stack.</summary>
    public uint StacksInRow(int row) => UnionInRow(ControlPlane + 1, row);

    /// <summary>Puts a seat's marker on an empty cell (R030).</summary>
    public void PutMarker(int cell, int seat)
    {
        Cells[cell] = (byte)seat;
        Markers[seat]++;
        Flip(MarkerPlane + seat, cell);
    }

    /// <summary>Takes the marker off a cell.</summary>
    public void TakeMarker(int cell)
    {
        int seat = Cells[cell];
        Cells[cell] = 0;
        Markers[seat]--;
        Flip(MarkerPlane + seat, cell);
    }

    /// <summary>Collapses a cell that holds no stack to a seat's territory (R031); a marker on it goes.</summary>
    public void Collapse(int cell, int seat)
    {
        if (Cells[cell] != 0)
        {
            TakeMarker(cell);
        }

        Cells[cell] = (byte)(CollapsedFlag | seat);
        Territory[seat]++;
        Flip(CollapsedPlane, cell);
    }

    private uint UnionInRow(int firstPlane, int row)
    {
        var at = (firstPlane * Board.RowStride) + row;
        return Planes[at] | Planes[at + Board.RowStride] | Planes[at + (2 * Board.RowStride)] | Planes[at + (3 * Board.RowStride)];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Flip(int plane, int cell) => Planes[(plane * Board.RowStride) + Board.RowOf(cell)] ^= Board.BitOf(cell);
}

/// <summary>Everything of a position that is not on the board: whose turn it is, and what the turn has done so far.</summary>
internal struct Turn
{
    public byte Seat;
    public Phase Phase;
    public EndKind End;
    public bool Acted;
    public bool RecoveryMade;
    public bool LineEliminationOwed;
    public bool TerritoryEliminationOwed;
    public bool SwapOpen;
    public LastPlayerStandingRounds LastPlayerStanding;
    public short ActiveCell;
    public int Ply;
}

/// <summary>A number for each seat, from 1.</summary>
[InlineArray(Position.MostSeats + 1)]
internal struct SeatCounts
{
    private int _none;

    public readonly int Sum => this[1] + this[2] + this[3] + this[4];
}
