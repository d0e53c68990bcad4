using RingRift.Game;
using RingRift.Learning.Encoding;

namespace RingRift.Learning.Samples;

/// <summary>How large samples get: what files and memory are bounded by.</summary>
public static class SampleSizes
{
    /// <summary>The most bytes of one array of an archive, 1 GiB: half of what one .NET array holds.</summary>
    public const long MostArrayBytes = 1L << 30;

    /// <summary>
    /// The most actions that are legal at once: at any cell at most one move and one capture arrive from each direction, since the nearest
    /// stack behind it hides the others. Placements, lines and regions are fewer.
    /// </summary>
    public static int MostLegalActions(GameConfig config)
    {
        var board = Board.For(config.Board);
        return 2 * board.DirectionCount * board.CellCount;
    }

    /// <summary>The most bytes that a row takes in any one array: in its planes, or its legal actions with four bytes each.</summary>
    public static long RowBytes(GameConfig config) => Math.Max(PositionEncoder.For(config).Size, sizeof(int) * MostLegalActions(config));

    /// <summary>The most rows whose arrays keep a bound.</summary>
    /// <param name="config">Their configuration.</param>
    /// <param name="bytes">The bound.</param>
    public static int MostRows(GameConfig config, long bytes) => (int)Math.Min(int.MaxValue, bytes / RowBytes(config));
}
