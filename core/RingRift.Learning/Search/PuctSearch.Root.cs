using RingRift.Game;

namespace RingRift.Learning.Search;

/// <content>The root: where a search starts, and what it found there.</content>
public sealed partial class PuctSearch
{
    /// <summary>Simulations counted at the root, those kept from the previous move included.</summary>
    public int RootVisits => _tree.Count == 0 ? 0 : _tree[0].Visits;

    /// <summary>Number of root moves; 0 before the root is evaluated.</summary>
    public int RootMoveCount => _tree.Count == 0 ? 0 : _tree[0].EdgeCount;

    /// <summary>What is known about a root move.</summary>
    /// <param name="index">0..<see cref="RootMoveCount"/> - 1, in the order of the legal moves.</param>
    public RootMove RootMoveAt(int index)
    {
        ref var edge = ref _tree.EdgesOf(0)[index];
        return new RootMove(edge.Move, edge.Visits, edge.Prior, edge.Visits == 0 ? 0 : edge.ValueSum / edge.Visits);
    }

    /// <summary>Starts afresh at a position.</summary>
    /// <param name="position">A position with at least two legal moves; copied.</param>
    public void SetRoot(GameState position)
    {
        _root.CopyFrom(position);
        _tree.Clear();
        _tree[_tree.AddNode()].Seat = (byte)position.SeatToMove;
    }

    /// <summary>Moves the root on, keeping what is known below it.</summary>
    /// <param name="move">The move decided at the root.</param>
    /// <param name="position">The position after it and after the forced plies that followed; it has at least two legal moves.</param>
    public void Advance(Move move, GameState position)
    {
        foreach (ref var edge in _tree.EdgesOf(0))
        {
            if (edge.Move == move && edge.Child >= 0 && _tree[edge.Child].EdgeCount > 0)
            {
                _spare.CopySubtree(_tree, edge.Child);
                (_tree, _spare) = (_spare, _tree);
                _root.CopyFrom(position);
                return;
            }
        }

        SetRoot(position);
    }

    /// <summary>Mean shares at the root, seat 1 first, as the agents sit at the root.</summary>
    /// <param name="shares">Receives one share per seat.</param>
    public void RootValues(Span<float> shares)
    {
        var sums = _tree.ValueSums(0);
        for (var seat = 0; seat < sums.Length; seat++)
        {
            shares[seat] = sums[seat] / Math.Max(1, _tree[0].Visits);
        }
    }

    /// <summary>
    /// Whether the rest of the budget cannot change <see cref="BestMove"/>, however it is spent: the most visited move is further ahead
    /// than there are visits left (Leela Chess Zero stops for the same reason, "smart pruning").
    /// </summary>
    public bool IsDecided
    {
        get
        {
            var left = _budget - RootVisits;
            if (left >= RootVisits)
            {
                return false;
            }

            var (most, second) = (0, 0);
            foreach (ref var edge in _tree.EdgesOf(0))
            {
                (most, second) = edge.Visits > most ? (edge.Visits, most) : (most, Math.Max(second, edge.Visits));
            }

            return most - second > left;
        }
    }

    /// <summary>The most visited move; among equals the better valued.</summary>
    public Move BestMove()
    {
        var best = RootMoveAt(0);
        for (var i = 1; i < RootMoveCount; i++)
        {
            var other = RootMoveAt(i);
            best = (other.Visits, other.Value, other.Prior).CompareTo((best.Visits, best.Value, best.Prior)) > 0 ? other : best;
        }

        return best.Move;
    }

    /// <summary>A move drawn with probability proportional to visits^(1/temperature).</summary>
    /// <param name="temperature">Above 0; 1 draws by visits, small values nearly always take the most visited.</param>
    public Move SampleMove(double temperature)
    {
        var most = (double)RootMoveAt(0).Visits;
        for (var i = 1; i < RootMoveCount; i++)
        {
            most = Math.Max(most, RootMoveAt(i).Visits);
        }

        var total = 0.0;
        for (var i = 0; i < RootMoveCount; i++)
        {
            total += Weight(i, most, temperature);
        }

        var draw = _random.NextDouble() * total;
        for (var i = 0; i < RootMoveCount; i++)
        {
            draw -= Weight(i, most, temperature);
            if (draw < 0)
            {
                return RootMoveAt(i).Move;
            }
        }

        return BestMove();
    }

    private void MixNoise()
    {
        if (_noiseDue)
        {
            _noise.Mix(_tree.EdgesOf(0));
            _noiseDue = false;
        }
    }

    private double Weight(int index, double most, double temperature) =>
        most > 0 ? Math.Pow(RootMoveAt(index).Visits / most, 1 / temperature) : 1;
}

/// <summary>What a search found about one legal move of its root.</summary>
/// <param name="Move">The move.</param>
/// <param name="Visits">Simulations through it.</param>
/// <param name="Prior">Prior, root noise included where there was any.</param>
/// <param name="Value">Mean share of the seat to move; 0 without a visit.</param>
public readonly record struct RootMove(Move Move, int Visits, float Prior, float Value);
