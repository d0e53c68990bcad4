using System.Runtime.InteropServices;

namespace RingRift.Learning.Search;

/// <summary>A decision of the game, or its end, in the tree's arrays. Forced plies before it belong to it.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct SearchNode
{
    /// <summary>Index of the first edge; edges of a node are neighbours.</summary>
    public int FirstEdge;

    /// <summary>Number of edges; 0 until the node is evaluated, and for the end of a game.</summary>
    public int EdgeCount;

    /// <summary>Index of the first forced move played after the edge that leads here.</summary>
    public int FirstForced;

    /// <summary>Number of forced moves.</summary>
    public int ForcedCount;

    /// <summary>Simulations that came here, the one that made the node included.</summary>
    public int Visits;

    /// <summary>Seat to decide, 1..players; 0 where the game is over.</summary>
    public byte Seat;

    /// <summary>Whether the agents exchanged seats on the way from the parent (pie rule).</summary>
    public bool Swapped;
}
