using System.Security.Cryptography;
using System.Text;
using RingRift.Game;

namespace RingRift.Web.Play;

/// <summary>A game from its start position on: its moves, and the state after them. Not safe for concurrent use.</summary>
public sealed class PlayedGame
{
    private const int HashDigits = 16;

    private readonly List<PlayedPly> _plies = [];
    private readonly GameState _before;

    /// <summary>A game at its start position.</summary>
    /// <param name="rules">The rules.</param>
    public PlayedGame(GameRules rules)
    {
        State = new GameState(rules);
        _before = new GameState(rules);
        StartHash = HashOf(State);
    }

    /// <summary>The newest state. Only <see cref="Play"/> and <see cref="TakeBack"/> change it.</summary>
    public GameState State { get; }

    /// <summary>The moves played.</summary>
    public IReadOnlyList<PlayedPly> Plies => _plies;

    /// <summary>Hash of the start position.</summary>
    public string StartHash { get; }

    /// <summary>Whether the two players have changed seats by the pie rule (R180).</summary>
    public bool IsSwapped => _plies.Count(ply => ply.Move.Kind == MoveKind.SwapSides) % 2 == 1;

    /// <summary>What was played since a person has chosen last; the newest move where that was chosen.</summary>
    public IEnumerable<PlayedPly> SinceChosen => _plies.FindLastIndex(ply => ply.IsChosen) + 1 is var first && first < _plies.Count
        ? _plies.Skip(first)
        : _plies.TakeLast(1);

    /// <summary>The hash of a state as recorded games have it: 16 hex digits of the SHA-256 of its notation.</summary>
    public static string HashOf(GameState state) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(StateNotation.Format(state))).AsSpan(0, HashDigits / 2));

    /// <summary>Plays a move.</summary>
    /// <param name="move">The move.</param>
    /// <param name="isChosen">Whether a person chose it, so that it can be taken back.</param>
    /// <exception cref="IllegalMoveException">The position does not allow the move.</exception>
    public void Play(Move move, bool isChosen = false)
    {
        var (seat, phase) = (State.SeatToMove, State.Phase);
        var (notation, text) = State.IsOver ? (string.Empty, string.Empty) : Name(move);
        _before.CopyFrom(State);
        State.Play(move);
        _plies.Add(new PlayedPly(move, seat, phase, notation, text, HashOf(State), Changes.Between(_before, State), isChosen));
    }

    /// <summary>Whether a person has chosen a move that could be taken back.</summary>
    public bool CanTakeBack => _plies.Exists(ply => ply.IsChosen);

    /// <summary>Takes back the last move that a person chose, and all after it.</summary>
    public void TakeBack()
    {
        var last = _plies.FindLastIndex(ply => ply.IsChosen);
        if (last >= 0)
        {
            _plies.RemoveRange(last, _plies.Count - last);
            State.CopyFrom(At(last));
        }
    }

    /// <summary>The state after a number of moves.</summary>
    /// <param name="plies">0 for the start position.</param>
    public GameState At(int plies)
    {
        var state = new GameState(State.Rules);
        foreach (var ply in _plies.Take(plies))
        {
            state.PlayLegal(ply.Move);
        }

        return state;
    }

    private (string Notation, string Text) Name(Move move)
    {
        try
        {
            return (MoveNotation.Format(State, move), MoveText.Describe(State, move));
        }
        catch (ArgumentException)
        {
            // It names a region that the position does not have: playing it says so.
            return (string.Empty, string.Empty);
        }
    }
}

/// <summary>A move that was played.</summary>
/// <param name="Move">The move.</param>
/// <param name="Seat">The seat that played it.</param>
/// <param name="Phase">The phase it was played in.</param>
/// <param name="Notation">The move in notation.</param>
/// <param name="Text">The move in plain English.</param>
/// <param name="Hash">Hash of the state after it.</param>
/// <param name="Changed">The cells that look different after it.</param>
/// <param name="IsChosen">Whether a person chose it.</param>
public sealed record PlayedPly(
    Move Move, int Seat, Phase Phase, string Notation, string Text, string Hash, IReadOnlyList<int> Changed, bool IsChosen);
