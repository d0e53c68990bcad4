using System.Runtime.CompilerServices;
using RingRift.Game;
using RingRift.Learning.Search;

namespace RingRift.Learning.SelfPlay;

/// <summary>
/// How large games and searches get, for bounds on settings. By random play the configurations have 1.0 to 1.7 decisions a cell, 1.8 to 3.0
/// plies a cell, and 0.5 to 0.8 legal actions a cell at a decision on average; the estimates here round these up.
/// </summary>
public static class GameSizes
{
    private const double DecisionsPerCell = 1.75;
    private const int PliesPerCell = 3;

    // A move has up to nine characters and a blank; text in memory has two bytes a character.
    private const int BytesPerMove = 20;

    // Lists, ply and values of a searched decision.
    private const int BytesPerDecision = 160;

    // One number for the action and one for its visits.
    private const int BytesPerVisitedAction = 2 * sizeof(int);

    // A search keeps two trees, and their arrays grow by doubling.
    private const int Trees = 2;
    private const int Growth = 2;

    /// <summary>Decisions of a game: plies with more than one legal move.</summary>
    public static double Decisions(GameConfig config) => DecisionsPerCell * Cells(config);

    /// <summary>Bytes of one search with all that it keeps for later ones.</summary>
    /// <param name="config">The game searched.</param>
    /// <param name="visits">Root visits of a decision.</param>
    public static long SearchBytes(GameConfig config, int visits) =>
        (long)visits * Cells(config) * Unsafe.SizeOf<SearchEdge>() * Trees * Growth;

    /// <summary>Bytes of a game record in memory.</summary>
    /// <param name="config">Its configuration.</param>
    /// <param name="visits">Root visits of a full search.</param>
    /// <param name="fullShare">Part of the decisions that get one.</param>
    public static long RecordBytes(GameConfig config, int visits, double fullShare) =>
        (PliesPerCell * Cells(config) * BytesPerMove)
        + (long)(Decisions(config) * fullShare * (BytesPerDecision + ((long)BytesPerVisitedAction * Math.Min(visits, Cells(config)))));

    private static int Cells(GameConfig config) => Board.For(config.Board).CellCount;
}
