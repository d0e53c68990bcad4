using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Randomness;
using RingRift.Learning.Search;

namespace RingRift.Learning.Players;

/// <summary>
/// The search of <see cref="SearchPlayer"/> with a network that answers later. It begins every decision from nothing, without noise, and
/// asks for one position at a time, so that it finds what <see cref="SearchPlayer.Analyse"/> finds.
/// </summary>
/// <remarks>Not safe for concurrent use: one search at a time.</remarks>
public sealed class AsyncSearchPlayer : IDisposable
{
    private readonly IAsyncEvaluator _network;
    private readonly LeafRows _rows;
    private readonly InferenceBatch _batch;
    private readonly InferenceCache _cache = new(CachingLeafEvaluator.DefaultCapacity);
    private readonly Leaf[] _leaf = new Leaf[1];
    private PuctSearch? _search;
    private GameRules? _rules;

    /// <summary>A player of a network.</summary>
    /// <param name="network">The network; it stays the caller's.</param>
    public AsyncSearchPlayer(IAsyncEvaluator network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _rows = new LeafRows(network.Config);
        _batch = new InferenceBatch(network.Config, capacity: 1);
    }

    /// <summary>Searches a position.</summary>
    /// <param name="state">A position of the network's configuration with at least two legal moves; not changed.</param>
    /// <param name="visits">Simulations to make, at least 2.</param>
    /// <exception cref="InferenceException">The network gave no answer that can be used.</exception>
    public async Task<Analysis> AnalyseAsync(GameState state, int visits)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentOutOfRangeException.ThrowIfLessThan(visits, 2);
        var search = SearchOf(state.Rules);
        search.SetRoot(state);
        search.Begin(visits, noise: false);
        while (search.NextLeaf())
        {
            await EvaluateAsync().ConfigureAwait(false);
            search.Accept();
        }

        var values = new float[state.Rules.Players];
        search.RootValues(values);
        var moves = Enumerable.Range(0, search.RootMoveCount).Select(search.RootMoveAt).ToArray();
        return new Analysis(search.BestMove(), search.RootVisits, moves, values);
    }

    /// <inheritdoc/>
    public void Dispose() => _batch.Dispose();

    private PuctSearch SearchOf(GameRules rules)
    {
        if (_search is null || _rules != rules)
        {
            // Nothing is drawn by lot: there is no noise, and a network rolls nothing out.
            (_search, _rules) = (new PuctSearch(rules, new SearchOptions(), new SeededRandom(0)), rules);
            _leaf[0] = _search.Leaf;
        }

        return _search;
    }

    private async Task EvaluateAsync()
    {
        _rows.Write(_leaf, _batch, firstRow: 0);
        var key = InferenceCache.KeyOf(_batch.PlanesAt(0), _leaf[0].Moves.AsSpan());
        if (!_cache.TryAnswer(key, _leaf[0]))
        {
            await _network.EvaluateAsync(_batch).ConfigureAwait(false);
            _rows.Read(_leaf, _batch, firstRow: 0);
            _cache.Add(key, _leaf[0]);
        }
    }
}
