using System.Text;
using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Players;
using RingRift.Learning.Randomness;

namespace RingRift.Learning.Matches;

/// <summary>One game in progress. Players and buffers outlive the game and serve the next one.</summary>
internal sealed class MatchTable(MatchOptions options, IPlayer a, IPlayer b)
{
    private readonly int _mostPlies = options.EffectiveMaxPlies;
    private readonly GameState _state = new(options.Rules);
    private readonly MoveList _moves = new();
    private readonly StringBuilder _notation = new();
    private readonly SeededRandom _opening = new(0);
    private int _seat;
    private int _decisions;

    /// <summary>Number of the pair that the game belongs to.</summary>
    public int Pair { get; private set; }

    /// <summary>Seat in which player A began.</summary>
    public int SeatOfA { get; private set; }

    /// <summary>The player whose search goes on; null between two searches.</summary>
    public SearchPlayer? Searching { get; private set; }

    public void Start(int pair, int seatOfA)
    {
        (Pair, SeatOfA, Searching) = (pair, seatOfA, null);
        (_seat, _decisions) = (seatOfA, 0);
        var seed = SeededRandom.Derive(options.Seed, (ulong)pair);
        _opening.Reset(seed);
        a.Begin(SeededRandom.Derive(seed, (ulong)seatOfA));
        b.Begin(SeededRandom.Derive(seed, (ulong)seatOfA + 16));
        _state.Reset();
        _notation.Clear();
    }

    /// <summary>Plays on until a leaf of <see cref="Searching"/> waits for its evaluation (true) or the game has ended (false).</summary>
    public bool NextLeaf(CancellationToken cancellationToken)
    {
        for (; Searching is not null || BeginSearch(cancellationToken); Searching = null)
        {
            if (Searching!.NextLeaf())
            {
                return true;
            }

            Play(Searching.EndDecision());
        }

        return false;
    }

    public MatchGame ToGame()
    {
        var shares = new float[options.Rules.Players];
        SeatShares.Fill(_state, shares);

        return new MatchGame(SeatOfA, shares[_seat - 1], _state.EndKind, _state.Ply, _notation.ToString());
    }

    /// <summary>
    /// Plays what needs no search: forced moves, the opening, and the moves of players that decide at once. False when the game has ended.
    /// </summary>
    private bool BeginSearch(CancellationToken cancellationToken)
    {
        while (!_state.IsOver && _state.Ply < _mostPlies)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _state.LegalMoves(_moves);
            if (_moves.Count == 1)
            {
                Play(_moves[0]);
            }
            else if (_decisions++ < options.OpeningDecisions)
            {
                Play(Draw());
            }
            else if (Decide(_state.SeatToMove == _seat ? a : b))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lets a player decide at once (false), or begins its search (true).</summary>
    private bool Decide(IPlayer player)
    {
        if (player is SearchPlayer searching)
        {
            searching.BeginDecision(_state);
            Searching = searching;
            return true;
        }

        Play(player.Choose(_state));
        return false;
    }

    /// <summary>Any move but the pie rule, which is a judgement and no opening.</summary>
    private Move Draw()
    {
        while (true)
        {
            if (_moves[_opening.Next(_moves.Count)] is { Kind: not MoveKind.SwapSides } move)
            {
                return move;
            }
        }
    }

    private void Play(Move move)
    {
        _notation.Append(_notation.Length == 0 ? string.Empty : " ").Append(MoveNotation.Format(_state, move));
        _state.Play(move);
        _seat = move.Kind == MoveKind.SwapSides ? 3 - _seat : _seat;
    }
}
