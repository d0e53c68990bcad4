namespace RingRift.Game;

/// <summary>Everything of a state that is not on the board: whose turn it is, what the turn has done so far, and the LPS tracker.</summary>
internal struct TurnRegister
{
    public byte Seat;
    public Phase Phase;
    public EndKind End;
    public bool Acted;
    public bool RecoveryMade;
    public bool LineEliminationOwed;
    public bool TerritoryEliminationOwed;
    public bool SwapOpen;
    public byte LpsFirst;
    public byte LpsPlayer;
    public byte LpsSeen;
    public byte LpsReal;
    public short ActiveCell;
    public int LpsRounds;
    public int Ply;
}
