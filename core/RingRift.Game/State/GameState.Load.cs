namespace RingRift.Game;

/// <content>Building a position part by part, for <see cref="StateNotation"/>.</content>
public sealed partial class GameState
{
    /// <summary>Clears everything and makes room for a number of rings, where that is more than the rules supply.</summary>
    internal void LoadNothing(int rings)
    {
        _rings = rings < _rings.Length ? _rings : new RingNode[rings + 1];
        ClearBoard();
    }

    internal bool IsBare(int cell) => _cells[cell] == 0;

    /// <summary>Puts a ring on top; false when the supply of all players together is used up.</summary>
    internal bool LoadRing(int cell, int seat)
    {
        if (_freeRing == 0)
        {
            return false;
        }

        PushTop(cell, seat);
        return true;
    }

    internal void LoadMarker(int cell, int seat) => PutMarker(cell, seat);

    internal void LoadCollapsed(int cell, int seat) => Collapse(cell, seat);

    internal void LoadCounts(int seat, int hand, int eliminated)
    {
        _hand[seat] = hand;
        _eliminated[seat] = eliminated;
    }

    internal void LoadTurn(TurnRegister turn) => _turn = turn;

    /// <summary>Ends the game as the board decides it, else by LPS rounds; false when the board names another winner.</summary>
    internal bool LoadEnd(int winner)
    {
        _turn = new TurnRegister { Seat = (byte)winner, ActiveCell = -1 };
        return (DecideVictory() || Finish(winner, EndKind.LpsRounds)) && _turn.Seat == winner;
    }
}
