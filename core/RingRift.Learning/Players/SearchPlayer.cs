using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Randomness;
using RingRift.Learning.Search;

namespace RingRift.Learning.Players;

/// <summary>
/// Searches every decision from nothing with a fixed number of root visits and plays the most visited move. Without noise, so with a
/// network it always plays the same in the same position; the first decisions may be drawn by visits, so that games differ.
/// </summary>
public sealed class SearchPlayer : IAnalyst, IDisposable
{
    private readonly bool _ownsEvaluator;
    private readonly SearchOptions _options;
    private readonly int _visits;
    private readonly int _openingDecisions;
    private readonly bool _stopsWhenDecided;
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
    /// <param name="stopsWhenDecided">
    /// Whether a search ends as soon as no other move can become the most visited one: it plays the same moves for fewer evaluations, if
    /// the evaluator draws nothing by lot.
    /// </param>
    public SearchPlayer(
        string name,
        ILeafEvaluator evaluator,
        int visits,
        SearchOptions? options = null,
        int openingDecisions = 0,
        bool stopsWhenDecided = false)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentOutOfRangeException.ThrowIfLessThan(visits, 2);
        (Name, Evaluator, _ownsEvaluator) = (name, evaluator, true);
        (_visits, _options) = (visits, options ?? new SearchOptions());
        (_openingDecisions, _stopsWhenDecided) = (openingDecisions, stopsWhenDecided);
    }

    private SearchPlayer(SearchPlayer other)
    {
        (Name, Evaluator, _ownsEvaluator) = (other.Name, other.Evaluator, false);
        (_visits, _options) = (other._visits, other._options);
        (_openingDecisions, _stopsWhenDecided) = (other._openingDecisions, other._stopsWhenDecided);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What judges leaves; the same for all players that came from one by <see cref="ForAnotherGame"/>.</summary>
    internal ILeafEvaluator Evaluator { get; }

    /// <summary>The position to evaluate after <see cref="NextLeaf"/> said there is one.</summary>
    internal Leaf Leaf => _search!.Leaf;

    /// <summary>A network with search, which spares itself evaluations that cannot change its moves (ADR 0026).</summary>
    /// <param name="network">The network; disposed with the player.</param>
    /// <param name="visits">Root visits per decision, at least 2.</param>
    /// <param name="name">Name in match tables; default: model and visits.</param>
    public static SearchPlayer ForNetwork(IEvaluator network, int visits, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        name ??= $"{network.ModelId[..Math.Min(8, network.ModelId.Length)]}-{visits}";
        return new SearchPlayer(name, new CachingLeafEvaluator(network), visits, stopsWhenDecided: true);
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

        for (BeginDecision(state); NextLeaf(); Accept())
        {
            Evaluator.Evaluate(_leaf);
        }

        return EndDecision();
    }

    /// <inheritdoc/>
    public Analysis Analyse(GameState state, int? visits, CancellationToken enough)
    {
        BeginDecision(state, visits ?? _visits);
        while (_search!.NextLeaf())
        {
            Evaluator.Evaluate(_leaf);
            _search.Accept();
            if (enough.IsCancellationRequested && _search.RootVisits > 1)
            {
                break;
            }
        }

        var values = new float[state.Rules.Players];
        _search.RootValues(values);
        var moves = Enumerable.Range(0, _search.RootMoveCount).Select(_search.RootMoveAt).ToArray();
        return new Analysis(_search.BestMove(), _search.RootVisits, moves, values);
    }

    /// <inheritdoc/>
    public IPlayer ForAnotherGame() => new SearchPlayer(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsEvaluator)
        {
            Evaluator.Dispose();
        }
    }

    /// <summary>Begins what <see cref="Choose"/> does in one go, so that the leaves of many games can share a batch.</summary>
    /// <param name="state">A position with at least two legal moves.</param>
    internal void BeginDecision(GameState state) => BeginDecision(state, _visits);

    /// <summary>Searches until a leaf waits for its evaluation (true) or the move is found (false).</summary>
    internal bool NextLeaf() => !(_stopsWhenDecided && _decisions >= _openingDecisions && _search!.IsDecided) && _search!.NextLeaf();

    /// <summary>The leaf is evaluated.</summary>
    internal void Accept() => _search!.Accept();

    /// <summary>The move that was found.</summary>
    internal Move EndDecision() => _decisions++ < _openingDecisions ? _search!.SampleMove(1.0) : _search!.BestMove();

    private void BeginDecision(GameState state, int visits)
    {
        if (_search is null || _rules != state.Rules)
        {
            (_search, _rules) = (new PuctSearch(state.Rules, _options, _random), state.Rules);
            _leaf[0] = _search.Leaf;
        }

        _search.SetRoot(state);
        _search.Begin(visits, noise: false);
    }
}
