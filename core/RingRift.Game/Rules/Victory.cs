namespace RingRift.Game;

/// <summary>
/// The ends of a game that are looked for when a turn ends: enough eliminated rings (R170), enough territory (R171),
/// nobody else with a ring (R174), or nothing left to do for anyone (R173). A win by rounds is for
/// <see cref="LastPlayerStanding"/> to find.
/// </summary>
internal static class Victory
{
    /// <summary>Ends the game where it is decided, and tells whether it is.</summary>
    public static bool Decide(Position position)
    {
        for (var seat = 1; seat <= position.Seats; seat++)
        {
            if (HasEnoughRings(position, seat))
            {
                return Finish(position, seat, EndKind.RingElimination);
            }
        }

        for (var seat = 1; seat <= position.Seats; seat++)
        {
            if (HasEnoughTerritory(position, seat))
            {
                return Finish(position, seat, EndKind.TerritoryControl);
            }
        }

        return DecideByStacks(position);
    }

    /// <summary>Whether a seat has reached what wins by itself.</summary>
    public static bool IsReached(Position position, int seat) => HasEnoughRings(position, seat) || HasEnoughTerritory(position, seat);

    /// <summary>Ends the game.</summary>
    public static bool Finish(Position position, int winner, EndKind kind)
    {
        ref var turn = ref position.Turn;
        turn.Seat = (byte)winner;
        turn.Phase = Phase.Over;
        turn.End = kind;
        turn.ActiveCell = -1;
        return true;
    }

    private static bool HasEnoughRings(Position position, int seat) => position.Eliminated[seat] >= position.Rules.EliminationThreshold;

    private static bool HasEnoughTerritory(Position position, int seat) =>
        position.Territory[seat] >= position.Rules.TerritoryMinimum && 2 * position.Territory[seat] > position.Territory.Sum;

    private static bool DecideByStacks(Position position)
    {
        var (controllers, owner) = (0, 0);
        for (var seat = 1; seat <= position.Seats; seat++)
        {
            if (position.Controlled[seat] > 0)
            {
                (controllers, owner) = (controllers + 1, seat);
            }
        }

        if (controllers == 1 && position.IsAlone(owner))
        {
            return Finish(position, owner, EndKind.EarlyLastPlayerStanding);
        }

        return controllers == 0 && !AnyPlacement(position) && DecideStalemate(position);
    }

    private static bool AnyPlacement(Position position)
    {
        for (var seat = 1; seat <= position.Seats; seat++)
        {
            if (Placement.IsPossible(position, seat))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Rings in hand count as eliminated (R173).</summary>
    private static bool DecideStalemate(Position position)
    {
        Span<int> rings = stackalloc int[Position.MostSeats + 1];
        for (var seat = 1; seat <= position.Seats; seat++)
        {
            rings[seat] = position.Eliminated[seat] + position.Hand[seat];
        }

        if (SoleLeader(position.Territory) is > 0 and var byTerritory)
        {
            return Finish(position, byTerritory, EndKind.StalemateTerritory);
        }

        if (SoleLeader(rings) is > 0 and var byRings)
        {
            return Finish(position, byRings, EndKind.StalemateRings);
        }

        return SoleLeader(position.Markers) is > 0 and var byMarkers
            ? Finish(position, byMarkers, EndKind.StalemateMarkers)
            : Finish(position, position.Turn.Seat, EndKind.StalemateLastActor);
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
}
