using System.Text;
using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Inference;
using RingRift.Learning.Randomness;
using RingRift.Learning.Search;

namespace RingRift.Learning.SelfPlay;

/// <summary>One game in progress. Buffers outlive the game and serve the next one.</summary>
internal sealed class SelfPlayGame
{
    private readonly SelfPlayOptions _options;
    private readonly int _mostPlies;
    private readonly ActionSpace _actions;
    private readonly SeededRandom _random = new(0);
    private readonly PuctSearch _search;
    private readonly GameState _state;
    private readonly MoveList _moves = new();
    private readonly StringBuilder _notation = new();
    private readonly List<RecordedDecision> _decisions = [];
    private int _decisionCount;
    private bool _full;
    private bool _searching;
    private Move? _last;

    public SelfPlayGame(SelfPlayOptions options)
    {
        _options = options;
        _mostPlies = options.EffectiveMaxPlies;
        _actions = ActionSpace.For(options.Rules.Config);
        _search = new PuctSearch(options.Rules, options.Search, _random);
        _state = new GameState(options.Rules);
    }

    /// <summary>Number of the game in its job.</summary>
    public int Index { get; private set; }

    public Leaf Leaf => _search.Leaf;

    public void Start(int index)
    {
        Index = index;
        _random.Reset(SeededRandom.Derive(_options.Seed, (ulong)index));
        _state.Reset();
        _notation.Clear();
        _decisions.Clear();
        (_decisionCount, _searching, _last) = (0, false, null);
    }

    /// <summary>Plays on until a leaf waits for its evaluation (true) or the game has ended (false).</summary>
    public bool NextLeaf()
    {
        while (_searching || BeginDecision())
        {
            if (_search.NextLeaf())
            {
                return true;
            }

            EndDecision();
        }

        return false;
    }

    public void Accept() => _search.Accept();

    public GameRecord ToRecord(string model)
    {
        var shares = new float[_options.Rules.Players];
        SeatShares.Fill(_state, shares);

        return new GameRecord
        {
            Config = _options.Rules.Config.Name,
            Rules = RecordedRules.Of(_options.Rules),
            Seed = _options.Seed,
            Game = Index,
            Model = model,
            Budget = new SearchBudget(_options.FullVisits, _options.FastVisits, _options.FullShare),
            Moves = _notation.ToString(),
            Decisions = [.. _decisions],
            Result = new RecordedResult(_state.Winner, _state.EndKind, shares),
        };
    }

    private bool BeginDecision()
    {
        for (_state.LegalMoves(_moves); _moves.Count == 1 && _state.Ply < _mostPlies; _state.LegalMoves(_moves))
        {
            Play(_moves[0]);
        }

        if (_moves.Count == 0 || _state.Ply >= _mostPlies)
        {
            return false;
        }

        _full = _random.NextDouble() < _options.FullShare;
        if (_full || _last is not { } last)
        {
            // A full search starts from nothing, so that root noise reaches every visit of its policy target.
            _search.SetRoot(_state);
        }
        else
        {
            _search.Advance(last, _state);
        }

        _search.Begin(_full ? _options.FullVisits : _options.FastVisits, noise: _full);
        return _searching = true;
    }

    private void EndDecision()
    {
        _searching = false;
        if (_full)
        {
            _decisions.Add(Record());
        }

        var temperature = _decisionCount++ < _options.OpeningDecisions ? _options.OpeningTemperature : _options.LateTemperature;
        var move = _search.SampleMove(temperature);
        _last = move;
        Play(move);
    }

    private RecordedDecision Record()
    {
        var visits = new SortedDictionary<int, int>();
        for (var i = 0; i < _search.RootMoveCount; i++)
        {
            var root = _search.RootMoveAt(i);
            if (root.Visits > 0)
            {
                var action = _actions.IndexOf(root.Move);
                visits[action] = visits.GetValueOrDefault(action) + root.Visits;
            }
        }

        var values = new float[_options.Rules.Players];
        _search.RootValues(values);
        return new RecordedDecision(_state.Ply, [.. visits.Keys], [.. visits.Values], [.. values.Select(value => MathF.Round(value, 4))]);
    }

    private void Play(Move move)
    {
        if (_notation.Length > 0)
        {
            _notation.Append(' ');
        }

        _notation.Append(MoveNotation.Format(_state, move));
        _state.PlayLegal(move);
    }
}
