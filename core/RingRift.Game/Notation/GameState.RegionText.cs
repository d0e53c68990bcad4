namespace RingRift.Game;

/// <content>Regions in notation: named by their cells' hash, which only the position can resolve.</content>
public sealed partial class GameState
{
    /// <summary>Writes the sorted cells of the region a move names; false where the position has no such region.</summary>
    internal bool TryWriteRegion(Move move, AsciiBuffer cells)
    {
        var found = FindRegions(_turn.Seat);
        for (var index = 0; index < found.Count; index++)
        {
            if (NameRegion(found[index]) == move)
            {
                WriteCells(found[index], cells);
                return true;
            }
        }

        return false;
    }

    /// <summary>The move that processes the region with a given hash, or null.</summary>
    internal Move? FindRegionByHash(string hash)
    {
        var found = FindRegions(_turn.Seat);
        var cells = new AsciiBuffer();
        for (var index = 0; index < found.Count; index++)
        {
            cells.Clear();
            WriteCells(found[index], cells);
            if (cells.Hash(8) == hash)
            {
                return NameRegion(found[index]);
            }
        }

        return null;
    }

    private void WriteCells(ReadOnlySpan<uint> region, AsciiBuffer cells)
    {
        foreach (var cell in new CellSet(Board, region))
        {
            cells.Add(cells.Length > 0 ? ";" : string.Empty).AddCell(Board, cell);
        }
    }
}
