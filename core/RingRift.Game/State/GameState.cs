namespace RingRift.Game;

/// <summary>
/// A position of one game together with what the turn so far requires. Mutable: search copies it with <see cref="CopyFrom"/>.
/// Seats are 1..Players (R010), cells are numbers of the <see cref="Board"/>. Not safe for concurrent use.
/// </summary>
public sealed class GameState
{
    [ThreadStatic]
    private static MoveList? _checkList;

    // The position's own: encoders ask about every cell.
    private readonly byte[] _cells;
    private readonly StackEntry[] _stacks;

    /// <summary>The start position.</summary>
    /// <param name="rules">The rules of the game.</param>
    public GameState(GameRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Position = new Position(rules);
        (_cells, _stacks) = (Position.Cells, Position.Stacks);
    }

    /// <summary>The rules of the game.</summary>
    public GameRules Rules => Position.Rules;

    /// <summary>The geometry of the board.</summary>
    public Board Board => Position.Board;

    /// <summary>The seat to move, 1..Players. After the end the winner.</summary>
    public int SeatToMove => Position.Turn.Seat;

    /// <summary>What the seat to move has to decide.</summary>
    public Phase Phase => Position.Turn.Phase;

    /// <summary>Whether the game has ended.</summary>
    public bool IsOver => Phase == Phase.Over;

    /// <summary>The winning seat; 0 while the game is not over.</summary>
    public int Winner => IsOver ? SeatToMove : 0;

    /// <summary>How the game ended.</summary>
    public EndKind EndKind => Position.Turn.End;

    /// <summary>Moves played since the start position or since the position was read from text.</summary>
    public int Ply => Position.Turn.Ply;

    /// <summary>The stack that must move (M), may capture (C) or must go on capturing (K); -1 where none is singled out.</summary>
    public int ActiveCell => Position.Turn.ActiveCell;

    /// <summary>Whether the seat's run of moves holds a real action; without one it may face forced elimination.</summary>
    public bool Acted => Position.Turn.Acted;

    /// <summary>Whether the seat's run of moves holds a recovery slide; regions are then paid for with buried rings.</summary>
    public bool RecoveryMade => Position.Turn.RecoveryMade;

    /// <summary>Phase L: whether a ring is owed for a line.</summary>
    public bool LineEliminationOwed => Position.Turn.LineEliminationOwed;

    /// <summary>Phase T: whether an elimination is owed for the region just processed.</summary>
    public bool TerritoryEliminationOwed => Position.Turn.TerritoryEliminationOwed;

    /// <summary>Whether the pie rule is still open: two players, rule on, seat 2 has made no move.</summary>
    public bool SwapOpen => Position.Turn.SwapOpen;

    /// <summary>The rounds counted towards a win by last player standing.</summary>
    public LastPlayerStandingRounds LastPlayerStanding => Position.Turn.LastPlayerStanding;

    /// <summary>The contents, for the rules and for notation.</summary>
    internal Position Position { get; }

    /// <summary>Rings in a seat's hand.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public int RingsInHand(int seat) => Position.Hand[Checked(seat)];

    /// <summary>Eliminated rings (of any colour) credited to a seat.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public int Eliminated(int seat) => Position.Eliminated[Checked(seat)];

    /// <summary>Collapsed cells a seat owns.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public int TerritoryOf(int seat) => Position.Territory[Checked(seat)];

    /// <summary>Markers of a seat on the board.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public int MarkersOf(int seat) => Position.Markers[Checked(seat)];

    /// <summary>Rings of a seat's colour on the board, at any depth of any stack.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public int RingsOnBoard(int seat) => Position.OnBoard[Checked(seat)];

    /// <summary>Stacks whose top ring is the seat's.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public int StacksOf(int seat) => Position.Controlled[Checked(seat)];

    /// <summary>Rings in the stack on a cell; 0 without a stack.</summary>
    /// <param name="cell">Cell number.</param>
    public int StackHeight(int cell) => _stacks[cell].Height;

    /// <summary>Owner of the top ring of the stack on a cell; 0 without a stack.</summary>
    /// <param name="cell">Cell number.</param>
    public int Controller(int cell) => Position.SeatIn(_cells[cell], Position.StackFlag);

    /// <summary>The controller's rings from the top down to the first ring of another seat; 0 without a stack.</summary>
    /// <param name="cell">Cell number.</param>
    public int CapHeight(int cell) => _stacks[cell].Cap;

    /// <summary>The owner of one ring of a stack.</summary>
    /// <param name="cell">Cell number.</param>
    /// <param name="indexFromBottom">0 for the bottom ring up to StackHeight - 1 for the top ring.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stack has no such ring.</exception>
    public int RingAt(int cell, int indexFromBottom) => Position.RingAt(cell, indexFromBottom);

    /// <summary>Writes the owners of a stack's rings, bottom first, and returns their number.</summary>
    /// <param name="cell">Cell number.</param>
    /// <param name="owners">Room for at least StackHeight entries.</param>
    public int CopyRings(int cell, Span<byte> owners) => Position.CopyRings(cell, owners);

    /// <summary>Owner of the marker on a cell; 0 without one.</summary>
    /// <param name="cell">Cell number.</param>
    public int MarkerOwner(int cell) => cell < _stacks.Length && _cells[cell] < Position.StackFlag ? _cells[cell] : 0;

    /// <summary>Owner of a collapsed cell; 0 where it is not collapsed.</summary>
    /// <param name="cell">Cell number.</param>
    public int CollapsedOwner(int cell) => Position.SeatIn(_cells[cell], Position.CollapsedFlag);

    /// <summary>
    /// Lists every legal move of the position, each once; empty when the game is over. The order depends on the position alone, not
    /// on how it came about.
    /// </summary>
    /// <param name="moves">Receives the moves; what it held is dropped.</param>
    public void LegalMoves(MoveList moves)
    {
        ArgumentNullException.ThrowIfNull(moves);
        moves.Clear();
        Turns.List(Position, moves);
    }

    /// <summary>Plays a move after checking that it is legal.</summary>
    /// <param name="move">The move.</param>
    /// <exception cref="IllegalMoveException">The position does not allow the move; the state is unchanged.</exception>
    public void Play(Move move)
    {
        var legal = _checkList ??= new MoveList();
        LegalMoves(legal);
        if (!legal.Contains(move))
        {
            throw IllegalMoveException.Refusing(move, this, legal);
        }

        PlayLegal(move);
    }

    /// <summary>Plays a move that came from <see cref="LegalMoves"/> of this position. Anything else corrupts the state.</summary>
    /// <param name="move">The move.</param>
    public void PlayLegal(Move move) => Turns.Play(Position, move);

    /// <summary>Puts the state back to the start position.</summary>
    public void Reset() => Position.Reset();

    /// <summary>
    /// Makes this state equal to another of equal rules. Allocates only to make room for a composed position
    /// (<see cref="StateNotation.ParseComposed"/>) that holds more rings than the rules supply.
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

        Position.CopyFrom(other.Position);
    }

    /// <summary>A new state equal to this one.</summary>
    public GameState Clone()
    {
        var copy = new GameState(Rules);
        copy.CopyFrom(this);
        return copy;
    }

    private int Checked(int seat) =>
        (uint)(seat - 1) < (uint)Position.Seats
            ? seat
            : throw new ArgumentOutOfRangeException(nameof(seat), seat, $"Seats are 1 to {Position.Seats}.");
}
