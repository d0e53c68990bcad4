using System.Runtime.InteropServices;
using RingRift.Game;

namespace RingRift.Learning.Search;

/// <summary>A legal move of a node.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct SearchEdge
{
    public Move Move;

    /// <summary>How likely the move is to be best before any search.</summary>
    public float Prior;

    /// <summary>Sum of the shares that the parent's seat to decide got through this move.</summary>
    public float ValueSum;

    /// <summary>Simulations through this move.</summary>
    public int Visits;

    /// <summary>Index of the node behind the move, -1 before its first visit.</summary>
    public int Child;
}
