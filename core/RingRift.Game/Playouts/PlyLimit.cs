namespace RingRift.Game.Playouts;

/// <summary>
/// How long a game may get before it is cut off where nothing else is asked for: no game of sensible or random play gets there.
/// </summary>
public static class PlyLimit
{
    private const int Least = 1500;
    private const int PliesPerCell = 10;

    /// <summary>
    /// The limit of a configuration in plies: ten for every cell, at least 1,500. The longest of the 1,722 recorded games have 456 plies on
    /// square8, 387 on hex8, 1,385 on square19 and 2,125 on hexagonal; the limit is more than twice that.
    /// </summary>
    /// <param name="config">Board and player count.</param>
    public static int For(GameConfig config) => Math.Max(Least, PliesPerCell * Board.For(config.Board).CellCount);
}
