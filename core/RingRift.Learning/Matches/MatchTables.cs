using RingRift.Learning.Inference;
using RingRift.Learning.Players;

namespace RingRift.Learning.Matches;

/// <summary>
/// The games of a match in lockstep: each evaluation of a player serves one leaf of every game in which that player is searching.
/// </summary>
internal sealed class MatchTables
{
    private readonly MatchOptions _options;
    private readonly Action<PairResult>? _finished;
    private readonly List<MatchTable> _tables;
    private readonly ILeafEvaluator[] _evaluators;
    private readonly Leaf[] _leaves;
    private readonly MatchGame?[] _games;
    private readonly PairResult[] _results;
    private int _next;

    public MatchTables(MatchOptions options, IPlayer a, IPlayer b, Action<PairResult>? finished)
    {
        (_options, _finished) = (options, finished);
        _games = new MatchGame?[options.Games];
        _tables =
            [.. Enumerable.Range(0, options.GamesAtOnce).Select(_ => new MatchTable(options, a.ForAnotherGame(), b.ForAnotherGame()))];
        _evaluators = [.. new[] { a, b }.OfType<SearchPlayer>().Select(player => player.Evaluator).Distinct()];
        _leaves = new Leaf[_tables.Count];
        _results = new PairResult[options.Pairs];
    }

    public IReadOnlyList<PairResult> Play(CancellationToken cancellationToken)
    {
        _tables.ForEach(StartNext);
        while (_tables.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _tables.RemoveAll(table => !PlayOn(table, cancellationToken));
            Array.ForEach(_evaluators, EvaluateAll);
            _tables.ForEach(table => table.Searching!.Accept());
        }

        return _results;
    }

    /// <summary>Brings a table to its next leaf, through as many games as it takes; false when no game is left for it.</summary>
    private bool PlayOn(MatchTable table, CancellationToken cancellationToken)
    {
        while (!table.NextLeaf(cancellationToken))
        {
            Note(table);
            if (_next == _games.Length)
            {
                return false;
            }

            StartNext(table);
        }

        return true;
    }

    private void StartNext(MatchTable table)
    {
        var (pair, seat) = Math.DivRem(_next++, _options.Rules.Players);
        table.Start(_options.FirstPair + pair, seat + 1);
    }

    private void Note(MatchTable table)
    {
        var (pair, players) = (table.Pair - _options.FirstPair, _options.Rules.Players);
        _games[(pair * players) + table.SeatOfA - 1] = table.ToGame();
        MatchGame[] games = [.. _games.Skip(pair * players).Take(players).OfType<MatchGame>()];
        if (games.Length == players)
        {
            _results[pair] = new PairResult(table.Pair, games);
            _finished?.Invoke(_results[pair]);
        }
    }

    private void EvaluateAll(ILeafEvaluator evaluator)
    {
        var count = 0;
        foreach (var table in _tables)
        {
            if (table.Searching!.Evaluator == evaluator)
            {
                _leaves[count++] = table.Searching.Leaf;
            }
        }

        evaluator.Evaluate(_leaves.AsSpan(0, count));
    }
}
