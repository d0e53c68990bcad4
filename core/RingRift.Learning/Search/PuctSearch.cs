using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Randomness;

namespace RingRift.Learning.Search;

/// <summary>
/// Monte-Carlo tree search with PUCT selection (Rosin 2011) as in AlphaZero (Silver et al. 2018), for two to four seats: every node
/// maximises the share of its own seat (max^n, Luckhardt and Irani 1986). Two-phase, so that many games share one batch:
/// <see cref="NextLeaf"/>, evaluate, <see cref="Accept"/>.
/// </summary>
/// <remarks>
/// Plies with a single legal move are part of the edge that leads to them and cost neither node nor evaluation. Across the pie rule the
/// agents change seats: values are exchanged there, so that every node counts for the agent that decides in it. What the other moves of
/// that decision are found to be worth says what the pie rule is worth before it is tried. Not safe for concurrent use.
/// </remarks>
public sealed partial class PuctSearch
{
    /// <summary>Visits that the first opinion of the pie rule is worth: a few rollouts' luck must not outweigh it.</summary>
    private const int SwapPriorVisits = 16;

    private readonly SearchOptions _options;
    private readonly SeededRandom _random;
    private readonly RootNoise _noise;
    private readonly GameState _root;
    private readonly float[] _backup;
    private readonly List<(int Node, int Edge)> _path = new(64);
    private SearchTree _tree;
    private SearchTree _spare;
    private int _pending = -1;
    private int _budget;
    private bool _noisy;
    private bool _noiseDue;

    /// <summary>A search for games of these rules.</summary>
    /// <param name="rules">Rules of the games.</param>
    /// <param name="options">Constants of the search.</param>
    /// <param name="random">Source of root noise and of rollouts.</param>
    public PuctSearch(GameRules rules, SearchOptions options, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _options = options;
        _random = random;
        _noise = new RootNoise(options, random);
        _root = new GameState(rules);
        _backup = new float[rules.Players];
        _tree = new SearchTree(rules.Players);
        _spare = new SearchTree(rules.Players);
        Leaf = new Leaf(rules, random);
    }

    /// <summary>The position to evaluate after <see cref="NextLeaf"/> said there is one.</summary>
    public Leaf Leaf { get; }

    /// <summary>Starts searching the root's decision.</summary>
    /// <param name="visits">Root visits to reach; visits kept from the previous move count.</param>
    /// <param name="noise">Whether to mix noise into the root's priors.</param>
    public void Begin(int visits, bool noise)
    {
        _budget = visits;
        _noisy = _noiseDue = noise;
        if (RootMoveCount > 0)
        {
            MixNoise();
        }
    }

    /// <summary>Runs simulations until one needs an evaluation (true) or the budget is used up (false).</summary>
    public bool NextLeaf()
    {
        while (_tree[0].Visits < _budget)
        {
            if (Descend())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the evaluation of <see cref="Leaf"/> into the tree.</summary>
    /// <exception cref="InvalidOperationException">No leaf is waiting.</exception>
    public void Accept()
    {
        if (_pending < 0)
        {
            throw new InvalidOperationException("No leaf is waiting for an evaluation.");
        }

        _tree.AddEdges(_pending, Leaf.Moves.AsSpan(), Leaf.Priors);
        if (_pending == 0)
        {
            MixNoise();
        }

        Leaf.Values.CopyTo(_backup, 0);
        BackUp(_pending);
        _pending = -1;
    }

    /// <summary>One simulation; false when it ended the game and is already backed up.</summary>
    private bool Descend()
    {
        var state = Leaf.State;
        state.CopyFrom(_root);
        _path.Clear();
        var node = 0;
        while (_tree[node].EdgeCount > 0)
        {
            var edge = Select(node);
            _path.Add((node, edge));
            ref var chosen = ref _tree.EdgesOf(node)[edge];
            node = chosen.Child;
            if (node < 0)
            {
                return Expand(state, chosen.Move);
            }

            if (_tree[node].Seat == 0)
            {
                return EndAt(node);
            }

            state.PlayLegal(chosen.Move);
            foreach (var move in _tree.ForcedOf(node))
            {
                state.PlayLegal(move);
            }
        }

        state.LegalMoves(Leaf.Moves);
        _pending = node;
        return true;
    }

    private bool Expand(GameState state, Move move)
    {
        var child = _tree.AddNode();
        var (parent, edge) = _path[^1];
        _tree.EdgesOf(parent)[edge].Child = child;
        var swapped = move.Kind == MoveKind.SwapSides;
        state.PlayLegal(move);
        for (state.LegalMoves(Leaf.Moves); Leaf.Moves.Count == 1; state.LegalMoves(Leaf.Moves))
        {
            var forced = Leaf.Moves[0];
            swapped ^= forced.Kind == MoveKind.SwapSides;
            _tree.AddForced(forced);
            state.PlayLegal(forced);
        }

        _tree[child].Swapped = swapped;
        if (state.IsOver)
        {
            SeatShares.ForWinner(state.Winner, _backup);
            BackUp(child);
            return false;
        }

        _tree[child].Seat = (byte)state.SeatToMove;
        _pending = child;
        return true;
    }

    private bool EndAt(int node)
    {
        var sums = _tree.ValueSums(node);
        for (var seat = 0; seat < sums.Length; seat++)
        {
            _backup[seat] = sums[seat] / _tree[node].Visits;
        }

        BackUp(node);
        return false;
    }

    /// <summary>Adds the shares of <see cref="_backup"/>, seated as in the node, to it and to everything on the path.</summary>
    private void BackUp(int node)
    {
        Count(node);
        for (var i = _path.Count - 1; i >= 0; i--)
        {
            var (parent, edge) = _path[i];
            if (_tree[node].Swapped)
            {
                (_backup[0], _backup[1]) = (_backup[1], _backup[0]);
            }

            ref var taken = ref _tree.EdgesOf(parent)[edge];
            taken.Visits++;
            taken.ValueSum += _backup[_tree[parent].Seat - 1];
            Count(parent);
            node = parent;
        }
    }

    private void Count(int node)
    {
        _tree[node].Visits++;
        var sums = _tree.ValueSums(node);
        for (var seat = 0; seat < sums.Length; seat++)
        {
            sums[seat] += _backup[seat];
        }
    }

    private int Select(int node)
    {
        ref var parent = ref _tree[node];
        var edges = _tree.EdgesOf(node);
        var visitedMass = 0f;
        foreach (ref var edge in edges)
        {
            visitedMass += edge.Visits > 0 ? edge.Prior : 0;
        }

        // Where noise is to bring up moves nobody thought of, an unvisited one must not be held back (KataGo, "rootFpuReductionMax" 0 with
        // noise).
        var reduction = node == 0 && _noisy ? 0 : _options.FpuReduction;
        var unvisited = (_tree.ValueSums(node)[parent.Seat - 1] / parent.Visits) - (reduction * MathF.Sqrt(visitedMass));
        var scale = _options.Exploration * MathF.Sqrt(Math.Max(1, parent.Visits - 1));
        var (best, bestScore) = (0, float.NegativeInfinity);
        for (var i = 0; i < edges.Length; i++)
        {
            ref var edge = ref edges[i];
            var value = edge.Move.Kind == MoveKind.SwapSides ? SwapValue(node, edge)
                : edge.Visits > 0 ? edge.ValueSum / edge.Visits
                : unvisited;
            var score = value + (scale * edge.Prior / (1 + edge.Visits));
            (best, bestScore) = score > bestScore ? (i, score) : (best, bestScore);
        }

        return best;
    }

    /// <summary>
    /// The mean share of the pie rule's edge, begun with some visits at what the position is worth to the other agent: the board stays, so
    /// that the other moves tell about this one. As one move of hundreds it would wait for its turn, and a single lost rollout would end
    /// it. Taken two standard errors low (a share's deviation is at most a half): by mistake the pie rule hands the better seat over.
    /// </summary>
    private float SwapValue(int node, in SearchEdge swap)
    {
        var visits = _tree[node].Visits - swap.Visits;
        var others = (_tree.ValueSums(node)[_tree[node].Seat - 1] - swap.ValueSum) / visits;
        return (swap.ValueSum + (SwapPriorVisits * (1 - others - (1 / MathF.Sqrt(visits))))) / (swap.Visits + SwapPriorVisits);
    }
}
