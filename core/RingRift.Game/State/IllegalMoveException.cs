namespace RingRift.Game;

/// <summary>A move that the position does not allow. The state it was played on is unchanged.</summary>
/// <param name="move">The move, in notation where it can be written.</param>
/// <param name="phase">The phase of the position.</param>
/// <param name="rule">What the rules ask for instead.</param>
public sealed class IllegalMoveException(string move, Phase phase, string rule)
    : InvalidOperationException($"Illegal move {move} in phase {phase}: {rule}")
{
    /// <summary>The move, in notation where it can be written.</summary>
    public string Move { get; } = move;

    /// <summary>The phase of the position.</summary>
    public Phase Phase { get; } = phase;

    /// <summary>What the rules ask for instead.</summary>
    public string Rule { get; } = rule;

    /// <summary>Says why a move is not among the legal ones of a state.</summary>
    internal static IllegalMoveException Refusing(Move move, GameState state, MoveList legal) =>
        new(Describe(move, state), state.Phase, RuleOf(state.Position, legal));

    private static string Describe(Move move, GameState state)
    {
        try
        {
            return $"'{MoveNotation.Format(state, move)}'";
        }
        catch (Exception failure) when (failure is ArgumentException or IndexOutOfRangeException or MoveFormatException)
        {
            return $"0x{move.Bits:x16}";
        }
    }

    private static string RuleOf(Position position, MoveList legal) => position.Turn.Phase switch
    {
        Phase.Placement when position.Hand[position.Turn.Seat] == 0 => "seat has no rings in hand and can only state NP.",
        Phase.Placement => "a placement needs an open cell, no more rings than in hand, and a stack that can then move or capture; "
            + "SP needs a stack that can act or a possible recovery, SW seat 2's first turn, NP that nothing else is possible.",
        Phase.Movement when position.Turn.ActiveCell >= 0 => $"only the stack just placed on {ActiveCell(position)} may move or capture.",
        Phase.Movement when Holds(legal, MoveKind.NoMovement) => "nothing can move, so only NM is possible.",
        Phase.Movement when Holds(legal, MoveKind.SkipRecovery) => "only a recovery slide or SR is possible.",
        Phase.Movement => "a stack moves at least its height along a clear line, or captures a stack whose cap is not above its own.",
        Phase.Capture => $"only the stack that landed on {ActiveCell(position)} may capture, or SC.",
        Phase.Chain => $"the stack on {ActiveCell(position)} must go on capturing.",
        Phase.Line when position.Turn.LineEliminationOwed => "a line is to be paid for with the top ring of an own stack (EL).",
        Phase.Line when legal[0].Kind == MoveKind.NoLine => "there is no line, so only NL is possible.",
        Phase.Line => "a line of the position has to be processed.",
        Phase.Territory when position.Turn.TerritoryEliminationOwed => position.Turn.RecoveryMade
            ? "the region is to be paid for with a buried ring (ER)."
            : "the region is to be paid for with the cap of an own stack (ET).",
        Phase.Territory when legal[0].Kind == MoveKind.NoTerritory => "there is no region, so only NT is possible.",
        Phase.Territory => "a region of the position is to be processed, or ST.",
        Phase.ForcedElimination => "the cap of an own stack has to be eliminated (F).",
        _ => "the game is over.",
    };

    private static bool Holds(MoveList legal, MoveKind kind) => legal.Contains(RingRift.Game.Move.Plain(kind));

    private static string ActiveCell(Position position) =>
        $"{position.Board.XOf(position.Turn.ActiveCell)},{position.Board.YOf(position.Turn.ActiveCell)}";
}
