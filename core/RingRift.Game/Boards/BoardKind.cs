namespace RingRift.Game;

/// <summary>The four boards of RingRift.</summary>
public enum BoardKind
{
    /// <summary>8 x 8 squares, 8 directions.</summary>
    Square8,

    /// <summary>19 x 19 squares, 8 directions.</summary>
    Square19,

    /// <summary>Hexagon of radius 4 (61 cells), 6 directions.</summary>
    Hex8,

    /// <summary>Hexagon of radius 12 (469 cells), 6 directions.</summary>
    Hexagonal,
}
