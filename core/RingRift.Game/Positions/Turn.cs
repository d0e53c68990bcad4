namespace RingRift.Game.Positions;

/// <summary>Everything of a position that is not on the board: whose turn it is, and what the turn has done so far.</summary>
internal struct Turn
{
    public byte Seat;
    public Phase Phase;
    public EndKind End;
    public bool Acted;
    public bool RecoveryMade;
    public bool LineEliminationOwed;
    public bool TerritoryEliminationOwed;
    public bool SwapOpen;
    public LastPlayerStandingRounds LastPlayerStanding;
    public short ActiveCell;
    public int Ply;
}
