using System.Runtime.InteropServices;
using RingRift.Game;

namespace RingRift.Learning.Search;

/// <summary>
/// Nodes and edges in flat arrays that grow to the largest tree met and are then used again: a warm search allocates nothing.
/// </summary>
internal sealed class SearchTree(int players)
{
    private SearchNode[] _nodes = new SearchNode[256];
    private float[] _valueSums = new float[256 * players];
    private SearchEdge[] _edges = new SearchEdge[8192];
    private Move[] _forced = new Move[1024];
    private int _edgeCount;
    private int _forcedCount;

    public int Count { get; private set; }

    public ref SearchNode this[int node] => ref _nodes[node];

    public Span<SearchEdge> EdgesOf(int node) => _edges.AsSpan(_nodes[node].FirstEdge, _nodes[node].EdgeCount);

    public ReadOnlySpan<Move> ForcedOf(int node) => _forced.AsSpan(_nodes[node].FirstForced, _nodes[node].ForcedCount);

    /// <summary>Sums, per seat and in the node's own seating, of the shares backed up through a node.</summary>
    public Span<float> ValueSums(int node) => _valueSums.AsSpan(node * players, players);

    public void Clear() => (Count, _edgeCount, _forcedCount) = (0, 0, 0);

    /// <summary>A new node without edges; forced moves are appended to it until the next node is made.</summary>
    public int AddNode()
    {
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * Count);
            Array.Resize(ref _valueSums, 2 * Count * players);
        }

        _nodes[Count] = new SearchNode { FirstForced = _forcedCount };
        ValueSums(Count).Clear();
        return Count++;
    }

    /// <summary>Appends a forced move to the newest node.</summary>
    public void AddForced(Move move)
    {
        if (_forcedCount == _forced.Length)
        {
            Array.Resize(ref _forced, 2 * _forcedCount);
        }

        _forced[_forcedCount++] = move;
        _nodes[Count - 1].ForcedCount++;
    }

    /// <summary>Gives a node its edges.</summary>
    public void AddEdges(int node, ReadOnlySpan<Move> moves, ReadOnlySpan<float> priors)
    {
        var edges = Reserve(node, moves.Length);
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = new SearchEdge { Move = moves[i], Prior = priors[i], Child = -1 };
        }
    }

    /// <summary>Makes this tree the part of another that lies under one of its nodes, which becomes node 0.</summary>
    public void CopySubtree(SearchTree other, int root)
    {
        Clear();
        CopyNode(other, root);
        for (var node = 0; node < Count; node++)
        {
            // Edges are copied with the other tree's children; each is replaced when its copy is made, so copies come in breadth-first
            // order.
            for (var i = 0; i < _nodes[node].EdgeCount; i++)
            {
                var edge = _nodes[node].FirstEdge + i;
                if (_edges[edge].Child >= 0)
                {
                    _edges[edge].Child = CopyNode(other, _edges[edge].Child);
                }
            }
        }
    }

    private int CopyNode(SearchTree other, int source)
    {
        var node = AddNode();
        foreach (var move in other.ForcedOf(source))
        {
            AddForced(move);
        }

        ref var from = ref other[source];
        ref var to = ref _nodes[node];
        (to.Visits, to.Seat, to.Swapped) = (from.Visits, from.Seat, from.Swapped);
        other.ValueSums(source).CopyTo(ValueSums(node));
        other.EdgesOf(source).CopyTo(Reserve(node, from.EdgeCount));
        return node;
    }

    private Span<SearchEdge> Reserve(int node, int count)
    {
        if (_edgeCount + count > _edges.Length)
        {
            Array.Resize(ref _edges, Math.Max(2 * _edges.Length, _edgeCount + count));
        }

        (_nodes[node].FirstEdge, _nodes[node].EdgeCount) = (_edgeCount, count);
        _edgeCount += count;
        return EdgesOf(node);
    }
}

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
