namespace RingRift.Game;

/// <summary>
/// One move, packed into 64 bits. Equal bits are equal moves; the bits mean the same in every process, so they can be stored.
/// Cells are numbers of the <see cref="Board"/>, -1 where the kind has none.
/// </summary>
/// <param name="Bits">
/// Bits 0-7 kind, 8-17 From + 1. Most kinds: 18-27 To + 1, 28-37 Target + 1, 38-46 Count, 47-49 Axis, 50-54 Window.
/// <see cref="MoveKind.ProcessTerritory"/>: 18-26 Count, 32-63 Fingerprint.
/// </param>
public readonly record struct Move(ulong Bits)
{
    /// <summary>Where the landing cell lies in the bits; adding 1 there names the next cell.</summary>
    internal const int ToShift = 18;

    /// <summary>Where the count lies in the bits; adding 1 there names one more ring.</summary>
    internal const int CountShift = 38;

    private const int CellMask = 0x3FF;
    private const int CountMask = 0x1FF;

    /// <summary>The kind of move.</summary>
    public MoveKind Kind => (MoveKind)(byte)Bits;

    /// <summary>
    /// The cell acted on: placement cell, origin of a move, capture or slide, the stack eliminated from, the first sorted cell of a
    /// line or region.
    /// </summary>
    public int From => ((int)(Bits >> 8) & CellMask) - 1;

    /// <summary>The landing cell of a move, capture or slide (for a stack strike the stack struck).</summary>
    public int To => IsTerritory ? -1 : ((int)(Bits >> ToShift) & CellMask) - 1;

    /// <summary>The stack captured from, the stack a recovery's buried ring is taken from, or the first cell of an RM window.</summary>
    public int Target => IsTerritory ? -1 : ((int)(Bits >> 28) & CellMask) - 1;

    /// <summary>Recovery kinds that are paid for: the stack the buried ring is taken from; else -1.</summary>
    public int Extraction =>
        Kind is MoveKind.RecoveryLineAll or MoveKind.RecoveryFallback or MoveKind.RecoveryStackStrike ? Target : -1;

    /// <summary>Rings placed (P), cells of the line (L, LA, LM), or cells of the region (T); else 0.</summary>
    public int Count => (int)(Bits >> (IsTerritory ? 18 : CountShift)) & CountMask;

    /// <summary>Direction of a line or window from its first sorted cell (L, LA, LM, RM); else 0.</summary>
    public int Axis => IsTerritory ? 0 : (int)(Bits >> 47) & 7;

    /// <summary>LM: how many cells after the line's first cell the window begins; else 0.</summary>
    public int Window => IsTerritory ? 0 : (int)(Bits >> 50) & 31;

    /// <summary>T: fingerprint of the region's cell set (<see cref="Board.CellFingerprint"/> of its cells, exclusive-or); else 0.</summary>
    public uint Fingerprint => IsTerritory ? (uint)(Bits >> 32) : 0;

    private bool IsTerritory => Kind == MoveKind.ProcessTerritory;

    /// <summary>A move that names no cell, such as NP or ST.</summary>
    internal static Move Plain(MoveKind kind) => new((ulong)kind);

    /// <summary>A move that names one cell: EL, ET, ER, F.</summary>
    internal static Move At(MoveKind kind, int cell) => new((ulong)kind | (Slot(cell) << 8));

    /// <summary>A placement.</summary>
    internal static Move Place(int cell, int count) => new((ulong)MoveKind.PlaceRing | (Slot(cell) << 8) | ((ulong)count << CountShift));

    /// <summary>A slide of a stack.</summary>
    internal static Move Slide(int from, int to) => new((ulong)MoveKind.MoveStack | (Slot(from) << 8) | (Slot(to) << ToShift));

    /// <summary>A capture or a recovery slide: origin, landing cell, and target or extraction cell.</summary>
    internal static Move Through(MoveKind kind, int from, int to, int target) =>
        new((ulong)kind | (Slot(from) << 8) | (Slot(to) << ToShift) | (Slot(target) << 28));

    /// <summary>A recovery slide that collapses a window.</summary>
    internal static Move SlideWindow(int from, int to, int windowStart, int axis) =>
        new(Through(MoveKind.RecoveryLineMinimum, from, to, windowStart).Bits | ((ulong)axis << 47));

    /// <summary>A line decision: L, LA or LM.</summary>
    internal static Move Line(MoveKind kind, int first, int length, int axis, int window = 0) =>
        new((ulong)kind | (Slot(first) << 8) | ((ulong)length << CountShift) | ((ulong)axis << 47) | ((ulong)window << 50));

    /// <summary>A region decision.</summary>
    internal static Move Territory(int first, int count, uint fingerprint) =>
        new((ulong)MoveKind.ProcessTerritory | (Slot(first) << 8) | ((ulong)count << 18) | ((ulong)fingerprint << 32));

    private static ulong Slot(int cell) => (ulong)(cell + 1);
}
