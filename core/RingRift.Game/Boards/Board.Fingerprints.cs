namespace RingRift.Game;

public sealed partial class Board
{
    /// <summary>
    /// A fixed pseudo-random number of a cell (SplitMix64 finaliser). A set of cells is identified by the exclusive-or of its cells'
    /// numbers; the same in every process and version, since stored moves carry it.
    /// </summary>
    /// <param name="cell">Cell number, 0..CellCount-1.</param>
    public static uint CellFingerprint(int cell)
    {
        var z = unchecked(((ulong)cell + 1) * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return (uint)((z ^ (z >> 31)) >> 32);
    }
}
