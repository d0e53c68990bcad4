using RingRift.Game;
using RingRift.Learning.Evaluation;
using RingRift.Learning.Randomness;
using RingRift.Learning.Search;

namespace RingRift.Learning.Players;

/// <summary>
/// Searches every decision from nothing with a fixed number of root visits and plays the most visited move. Without noise, so with a network it always plays the
/// same in the same position; the first decisions may be drawn by visits, so that games differ.
/// </summary>
public sealed class SearchPlayer : IPlayer, IDisposable
{
    private readonly ILeafEvaluator _evaluator;
    private readonly SearchOptions _options;
    private readonly int _visits;
    private readonly int _openingDecisions;
    private readonly SeededRandom _random = new(0);
    private readonly MoveList _moves = new();
    private readonly Leaf[] _leaf = new Leaf[1];
    private PuctSearch? _search;
    private GameRules? _rules;
    private int _decisions;

    /// <summary>A player that searches.</summary>
    /// <param name="name">Name in match tables.</param>
    /// <param name="evaluator">What judges leaves; disposed with the player.</param>
    /// <param name="visits">Root visits per decision, at least 2.</param>
    /// <param name="options">Constants of the search.</param>
    /// <param name="openingDecisions">How many of its first decisions are drawn by visits.</param>
    public SearchPlayer(string name, ILeafEvaluator evaluator, int visits, SearchOptions? options = null, int openingDecisions = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(visits, 2);
        Name = name;
        _evaluator = evaluator;
        _visits = visits;
        _options = options ?? new SearchOptions();
        _openingDecisions = openingDecisions;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>A network with search.</summary>
    /// <param name="network">The network; disposed with the player.</param>
    /// <param name="visits">Root visits per decision, at least 2.</param>
    /// <param name="name">Name in match tables; default: model and visits.</param>
    public static SearchPlayer ForNetwork(IEvaluator network, int visits, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new SearchPlayer(name ?? $"{network.ModelId[..Math.Min(8, network.ModelId.Length)]}-{visits}", new NetworkLeafEvaluator(network), visits);
    }

    /// <inheritdoc/>
    public void Begin(ulong seed)
    {
        _random.Reset(seed);
        _decisions = 0;
    }

    /// <inheritdoc/>
    public Move Choose(GameState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.LegalMoves(_moves);
        if (_moves.Count == 1)
        {
            return _moves[0];
        }

        if (_search is null || _rules != state.Rules)
        {
            (_search, _rules) = (new PuctSearch(state.Rules, _options, _random), state.Rules);
            _leaf[0] = _search.Leaf;
        }

        _search.SetRoot(state);
        _search.Begin(_visits, noise: false);
        while (_search.NextLeaf())
        {
            _evaluator.Evaluate(_leaf);
            _search.Accept();
        }

        return _decisions++ < _openingDecisions ? _search.SampleMove(1.0) : _search.BestMove();
    }

    /// <inheritdoc/>
    public void Dispose() => _evaluator.Dispose();
}
