namespace RingRift.Game;

/// <content>What to say about a move that is refused.</content>
public sealed partial class GameState
{
    private string Describe(Move move)
    {
        try
        {
            return $"'{MoveNotation.Format(this, move)}'";
        }
        catch (Exception failure) when (failure is ArgumentException or IndexOutOfRangeException or MoveFormatException)
        {
            return $"0x{move.Bits:x16}";
        }
    }

    private string RuleOf(MoveList legal) => Phase switch
    {
        Phase.Placement when _hand[_turn.Seat] == 0 => "seat has no rings in hand and can only state NP.",
        Phase.Placement => "a placement needs an open cell, no more rings than in hand, and a stack that can then move or capture; "
            + "SP needs a stack that can act or a possible recovery, SW seat 2's first turn, NP that nothing else is possible.",
        Phase.Movement when _turn.ActiveCell >= 0 => $"only the stack just placed on {Place(_turn.ActiveCell)} may move or capture.",
        Phase.Movement when legal.AsSpan().Contains(Move.Plain(MoveKind.NoMovement)) => "nothing can move, so only NM is possible.",
        Phase.Movement when legal.AsSpan().Contains(Move.Plain(MoveKind.SkipRecovery)) => "only a recovery slide or SR is possible.",
        Phase.Movement => "a stack moves at least its height along a clear line, or captures a stack whose cap is not above its own.",
        Phase.Capture => $"only the stack that landed on {Place(_turn.ActiveCell)} may capture, or SC.",
        Phase.Chain => $"the stack on {Place(_turn.ActiveCell)} must go on capturing.",
        Phase.Line when _turn.LineEliminationOwed => "a line is to be paid for with the top ring of an own stack (EL).",
        Phase.Line when legal[0].Kind == MoveKind.NoLine => "there is no line, so only NL is possible.",
        Phase.Line => "a line of the position has to be processed.",
        Phase.Territory when _turn.TerritoryEliminationOwed => _turn.RecoveryMade
            ? "the region is to be paid for with a buried ring (ER)."
            : "the region is to be paid for with the cap of an own stack (ET).",
        Phase.Territory when legal[0].Kind == MoveKind.NoTerritory => "there is no region, so only NT is possible.",
        Phase.Territory => "a region of the position is to be processed, or ST.",
        Phase.ForcedElimination => "the cap of an own stack has to be eliminated (F).",
        _ => "the game is over.",
    };

    private string Place(int cell) => $"{Board.XOf(cell)},{Board.YOf(cell)}";
}
