namespace RingRift.Game;

/// <content>End of turn: victory, the next seat.</content>
public sealed partial class GameState
{
    private void EndTurn()
    {
        if (DecideVictory())
        {
            return;
        }

        var seat = _turn.Seat;
        int next = seat;
        do
        {
            next = next == _seats ? 1 : next + 1;
        }
        while (next != seat && _hand[next] + _onBoard[next] == 0);

        // A seat that moves twice in a row continues one run of moves, so what it did before still counts.
        _turn.Acted &= next == seat;
        _turn.RecoveryMade &= next == seat;
        _turn.Seat = (byte)next;
        _turn.Phase = Phase.Placement;
        TrackLps(next);
    }

    private bool DecideVictory()
    {
        for (var seat = 1; seat <= _seats; seat++)
        {
            if (_eliminated[seat] >= Rules.EliminationThreshold)
            {
                return Finish(seat, EndKind.RingElimination);
            }
        }

        for (var seat = 1; seat <= _seats; seat++)
        {
            if (_territory[seat] >= Rules.TerritoryMinimum && 2 * _territory[seat] > Sum(_territory))
            {
                return Finish(seat, EndKind.TerritoryControl);
            }
        }

        return DecideByStacks();
    }

    private bool DecideByStacks()
    {
        var (controllers, owner) = (0, 0);
        for (var seat = 1; seat <= _seats; seat++)
        {
            if (_controlled[seat] > 0)
            {
                (controllers, owner) = (controllers + 1, seat);
            }
        }

        if (controllers == 1 && Sum(_hand) + Sum(_onBoard) == _hand[owner] + _onBoard[owner])
        {
            return Finish(owner, EndKind.EarlyLps);
        }

        return controllers == 0 && !AnyPlacement() && DecideStalemate();
    }

    private bool AnyPlacement()
    {
        for (var seat = 1; seat <= _seats; seat++)
        {
            if (HasPlacement(seat))
            {
                return true;
            }
        }

        return false;
    }

    private bool DecideStalemate()
    {
        Span<int> rings = stackalloc int[MostSeats + 1];
        for (var seat = 1; seat <= _seats; seat++)
        {
            rings[seat] = _eliminated[seat] + _hand[seat];
        }

        if (SoleLeader(_territory) is > 0 and var byTerritory)
        {
            return Finish(byTerritory, EndKind.StalemateTerritory);
        }

        if (SoleLeader(rings) is > 0 and var byRings)
        {
            return Finish(byRings, EndKind.StalemateRings);
        }

        return SoleLeader(_markers) is > 0 and var byMarkers
            ? Finish(byMarkers, EndKind.StalemateMarkers)
            : Finish(_turn.Seat, EndKind.StalemateLastActor);
    }

    /// <summary>The one seat with the highest positive count, else 0.</summary>
    private static int SoleLeader(ReadOnlySpan<int> counts)
    {
        var (leader, most) = (0, 0);
        for (var seat = 1; seat < counts.Length; seat++)
        {
            if (counts[seat] > most)
            {
                (leader, most) = (seat, counts[seat]);
            }
            else if (counts[seat] == most)
            {
                leader = 0;
            }
        }

        return leader;
    }

    private static int Sum(int[] counts) => counts[1] + counts[2] + counts[3] + counts[4];

    private bool Finish(int winner, EndKind kind)
    {
        _turn.Seat = (byte)winner;
        _turn.Phase = Phase.Over;
        _turn.End = kind;
        _turn.ActiveCell = -1;
        return true;
    }
}
