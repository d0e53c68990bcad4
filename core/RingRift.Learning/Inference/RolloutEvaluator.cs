using RingRift.Game;
using RingRift.Game.Playouts;
using RingRift.Learning.Randomness;

namespace RingRift.Learning.Inference;

/// <summary>
/// Plays uniformly random games from the leaf: all but equal priors, and the share of wins as value. Needs no model, so it makes the first
/// generation's data (as KataGo's self-play starts from a random generator) and, under UCT, a baseline of fixed strength.
/// </summary>
/// <param name="rollouts">Games per leaf, at least 1.</param>
/// <param name="maxPlies">
/// Plies after which a game is cut off and judged by progress. Default: <see cref="PlyLimit"/> of the configuration.
/// </param>
public sealed class RolloutEvaluator(int rollouts = 1, int? maxPlies = null) : ILeafEvaluator
{
    private readonly MoveList _moves = new();
    private readonly float[] _shares = new float[4];
    private GameState? _state;

    /// <inheritdoc/>
    public string ModelId => $"rollout-{rollouts}";

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<Leaf> leaves)
    {
        foreach (var leaf in leaves)
        {
            FillPriors(leaf);
            Array.Clear(leaf.Values);
            for (var game = 0; game < rollouts; game++)
            {
                Roll(leaf);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>Equal priors but for a hundredth of chance, so that moves are tried in random order and not in that of the list.</summary>
    private static void FillPriors(Leaf leaf)
    {
        var priors = leaf.Priors;
        var sum = 0f;
        foreach (ref var prior in priors)
        {
            prior = 1 + (0.01f * (float)leaf.Random.NextDouble());
            sum += prior;
        }

        foreach (ref var prior in priors)
        {
            prior /= sum;
        }
    }

    private void Roll(Leaf leaf)
    {
        var state = Scratch(leaf.State);
        var swapped = PlayOut(state, leaf.Random);
        var shares = _shares.AsSpan(0, leaf.Values.Length);
        SeatShares.Fill(state, shares);

        for (var seat = 0; seat < shares.Length; seat++)
        {
            leaf.Values[swapped ? 1 - seat : seat] += shares[seat] / rollouts;
        }
    }

    /// <summary>Plays to the end; true when the pie rule was used, so that the agents sit the other way round.</summary>
    private bool PlayOut(GameState state, SeededRandom random)
    {
        var (swapped, most) = (false, maxPlies ?? PlyLimit.For(state.Rules.Config));
        for (var ply = 0; ply < most && !state.IsOver; ply++)
        {
            state.LegalMoves(_moves);
            var move = _moves[_moves.Count == 1 ? 0 : random.Next(_moves.Count)];
            swapped ^= move.Kind == MoveKind.SwapSides;
            state.PlayLegal(move);
        }

        return swapped;
    }

    private GameState Scratch(GameState leaf)
    {
        if (_state is null || _state.Rules != leaf.Rules)
        {
            _state = new GameState(leaf.Rules);
        }

        _state.CopyFrom(leaf);
        return _state;
    }
}
