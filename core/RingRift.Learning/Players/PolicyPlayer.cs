using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Randomness;
using RingRift.Learning.Search;

namespace RingRift.Learning.Players;

/// <summary>A network without search: plays the move to which its policy gives most. It draws nothing by lot.</summary>
public sealed class PolicyPlayer : IAnalyst, IDisposable
{
    private readonly ILeafEvaluator _evaluator;
    private readonly bool _ownsEvaluator;
    private readonly Leaf[] _leaf = new Leaf[1];
    private GameRules? _rules;

    /// <summary>A player.</summary>
    /// <param name="network">The network; disposed with the player.</param>
    /// <param name="name">Name in match tables; default: model and <c>policy</c>.</param>
    public PolicyPlayer(IEvaluator network, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Name = name ?? $"{network.ModelId[..Math.Min(8, network.ModelId.Length)]}-policy";
        (_evaluator, _ownsEvaluator) = (new NetworkLeafEvaluator(network), true);
    }

    private PolicyPlayer(PolicyPlayer other) => (Name, _evaluator, _ownsEvaluator) = (other.Name, other._evaluator, false);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public void Begin(ulong seed)
    {
    }

    /// <inheritdoc/>
    public Move Choose(GameState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var leaf = Evaluated(state);
        var best = 0;
        for (var i = 1; i < leaf.Moves.Count; i++)
        {
            best = leaf.Priors[i] > leaf.Priors[best] ? i : best;
        }

        return leaf.Moves[best];
    }

    /// <inheritdoc/>
    public Analysis Analyse(GameState state, int? visits, CancellationToken enough)
    {
        var best = Choose(state);
        var leaf = _leaf[0];
        var moves = new RootMove[leaf.Moves.Count];
        for (var i = 0; i < moves.Length; i++)
        {
            moves[i] = new RootMove(leaf.Moves[i], 0, leaf.Priors[i], 0);
        }

        return new Analysis(best, 0, moves, [.. leaf.Values]);
    }

    /// <inheritdoc/>
    public IPlayer ForAnotherGame() => new PolicyPlayer(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsEvaluator)
        {
            _evaluator.Dispose();
        }
    }

    private Leaf Evaluated(GameState state)
    {
        if (_rules != state.Rules)
        {
            (_rules, _leaf[0]) = (state.Rules, new Leaf(state.Rules, new SeededRandom(0)));
        }

        var leaf = _leaf[0];
        leaf.State.CopyFrom(state);
        state.LegalMoves(leaf.Moves);
        if (leaf.Moves.Count > 1)
        {
            _evaluator.Evaluate(_leaf);
        }

        return leaf;
    }
}
