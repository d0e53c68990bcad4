namespace RingRift.Game;

/// <summary>
/// A position of one game together with what the turn so far requires. Mutable: search copies it with <see cref="CopyFrom"/>.
/// Seats are 1..Players, cells are numbers of the <see cref="Board"/>. Not safe for concurrent use.
/// </summary>
public sealed partial class GameState
{
    private const int MostSeats = 4;

    private readonly int _seats;
    private readonly int _lineLength;
    private readonly int _baseLineLength;

    private TurnRegister _turn;

    /// <summary>The start position.</summary>
    /// <param name="rules">The rules of the game.</param>
    public GameState(GameRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = rules;
        Board = Board.For(rules.Board);
        _seats = rules.Players;
        _lineLength = rules.LineLength;
        _baseLineLength = rules.BaseLineLength;
        _cells = new byte[Board.CellCount + 1];
        _stacks = new StackEntry[Board.CellCount];
        _rings = new RingNode[(rules.RingsPerPlayer * rules.Players) + 1];
        Reset();
    }

    /// <summary>The rules of the game.</summary>
    public GameRules Rules { get; }

    /// <summary>The geometry of the board.</summary>
    public Board Board { get; }

    /// <summary>The seat to move, 1..Players. After the end the winner.</summary>
    public int SeatToMove => _turn.Seat;

    /// <summary>What the seat to move has to decide.</summary>
    public Phase Phase => _turn.Phase;

    /// <summary>Whether the game has ended.</summary>
    public bool IsOver => _turn.Phase == Phase.Over;

    /// <summary>The winning seat; 0 while the game is not over.</summary>
    public int Winner => IsOver ? _turn.Seat : 0;

    /// <summary>How the game ended.</summary>
    public EndKind EndKind => _turn.End;

    /// <summary>Moves played since the start position or since the position was read from text.</summary>
    public int Ply => _turn.Ply;

    /// <summary>The stack that must move (M), may capture (C) or must go on capturing (K); -1 where none is singled out.</summary>
    public int ActiveCell => _turn.ActiveCell;

    /// <summary>Whether the seat's run of moves holds a real action; without one it may face forced elimination.</summary>
    public bool Acted => _turn.Acted;

    /// <summary>Whether the seat's run of moves holds a recovery slide; regions are then paid for with buried rings.</summary>
    public bool RecoveryMade => _turn.RecoveryMade;

    /// <summary>Phase L: whether a ring is owed for a line.</summary>
    public bool LineEliminationOwed => _turn.LineEliminationOwed;

    /// <summary>Phase T: whether an elimination is owed for the region just processed.</summary>
    public bool TerritoryEliminationOwed => _turn.TerritoryEliminationOwed;

    /// <summary>Whether the pie rule is still open: two players, rule on, seat 2 has made no move.</summary>
    public bool SwapOpen => _turn.SwapOpen;

    /// <summary>LPS tracker: the seat that opened the current round, 0 for none.</summary>
    public int LpsFirst => _turn.LpsFirst;

    /// <summary>LPS tracker: the seat that alone had real actions in the last completed rounds, 0 for none.</summary>
    public int LpsPlayer => _turn.LpsPlayer;

    /// <summary>LPS tracker: how many consecutive rounds <see cref="LpsPlayer"/> alone had real actions.</summary>
    public int LpsRounds => _turn.LpsRounds;

    /// <summary>Puts the state back to the start position.</summary>
    public void Reset()
    {
        ClearBoard();
        for (var seat = 1; seat <= _seats; seat++)
        {
            _hand[seat] = Rules.RingsPerPlayer;
        }

        _turn = new TurnRegister { Seat = 1, Phase = Phase.Placement, ActiveCell = -1, SwapOpen = Rules.SwapRule && _seats == 2 };
    }

    /// <summary>
    /// Makes this state equal to another of equal rules. Allocates only to make room for a composed position (<see cref="StateNotation.ParseComposed"/>)
    /// that holds more rings than the rules supply.
    /// </summary>
    /// <param name="other">The state to copy.</param>
    /// <exception cref="ArgumentException">The other state was made with other rules.</exception>
    public void CopyFrom(GameState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!ReferenceEquals(Rules, other.Rules) && Rules != other.Rules)
        {
            throw new ArgumentException($"The other state follows {other.Rules}; this one follows {Rules}.", nameof(other));
        }

        CopyBoard(other);
        _turn = other._turn;
    }

    /// <summary>A new state equal to this one.</summary>
    public GameState Clone()
    {
        var copy = new GameState(Rules);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>LPS tracker: whether a seat's turn start was recorded in the current round.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public bool LpsSeen(int seat) => (_turn.LpsSeen >> Checked(seat) & 1) != 0;

    /// <summary>LPS tracker: whether a seat had a real action at its turn start in the current round.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public bool LpsReal(int seat) => (_turn.LpsReal >> Checked(seat) & 1) != 0;

    private int Checked(int seat) =>
        (uint)(seat - 1) < (uint)_seats
            ? seat
            : throw new ArgumentOutOfRangeException(nameof(seat), seat, $"Seats are 1 to {_seats}.");
}
