namespace RingRift.Game;

/// <summary>
/// A seat wins when it alone has had real actions for the required number of rounds (R172). Rounds are counted at the start of
/// turns, the first with seat 2's first turn; having a real action is enough, taking one is not asked for.
/// </summary>
internal static class LastPlayerStanding
{
    /// <summary>A placement, move or capture; recovery and forced elimination are not real actions.</summary>
    public static bool HasRealAction(Position position, int seat) =>
        Placement.IsPossible(position, seat) || Movement.IsPossible(position, seat);

    /// <summary>Whether no other seat that owns a ring has a real action.</summary>
    public static bool NobodyElseActs(Position position, int seat)
    {
        for (var other = 1; other <= position.Seats; other++)
        {
            if (other != seat && position.OwnsRings(other) && HasRealAction(position, other))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Records the start of a seat's turn, and ends the game where that completes its rounds.</summary>
    public static void Track(Position position, int seat)
    {
        ref var rounds = ref position.Turn.LastPlayerStanding;
        if (rounds.First == 0 || !position.OwnsRings(rounds.First))
        {
            Open(position, seat);
        }
        else if (seat == rounds.First && !rounds.IsEmpty)
        {
            Close(position);
        }

        var real = HasRealAction(position, seat);
        rounds.Record(seat, real);
        if (real && IsWon(position, seat))
        {
            Victory.Finish(position, seat, EndKind.LastPlayerStandingRounds);
        }
    }

    /// <summary>Whether a seat that has a real action has had them alone for long enough.</summary>
    public static bool IsWon(Position position, int seat) =>
        position.Turn.LastPlayerStanding.Count >= position.Rules.LastPlayerStandingRounds
        && position.Turn.LastPlayerStanding.Player == seat
        && NobodyElseActs(position, seat);

    private static void Open(Position position, int seat)
    {
        ref var rounds = ref position.Turn.LastPlayerStanding;
        rounds.First = (byte)seat;
        rounds.Clear();
        if (rounds.Player == 0 || !position.OwnsRings(rounds.Player))
        {
            rounds.Count = 0;
            rounds.Player = 0;
        }
    }

    private static void Close(Position position)
    {
        ref var rounds = ref position.Turn.LastPlayerStanding;
        var (candidates, only) = (0, 0);
        for (var seat = 1; seat <= position.Seats; seat++)
        {
            if (rounds.HadRealAction(seat) && position.OwnsRings(seat))
            {
                (candidates, only) = (candidates + 1, seat);
            }
        }

        only = candidates == 1 ? only : 0;
        rounds.Count = only == 0 ? 0 : only == rounds.Player ? rounds.Count + 1 : 1;
        rounds.Player = (byte)only;
        rounds.Clear();
    }
}
