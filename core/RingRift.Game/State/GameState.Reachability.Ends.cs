namespace RingRift.Game;

/// <content>Whether play can lead to a position: when the game would have ended, and how it did.</content>
public sealed partial class GameState
{
    private string? VictoryFault()
    {
        if (IsBoardOfTurnStart)
        {
            var decided = Clone();
            return decided.DecideVictory() ? $"the turn before has won the game for seat {decided.Winner} ({decided.EndKind})." : null;
        }

        for (var seat = 1; seat <= _seats; seat++)
        {
            // What a seat is credited with changes in its own turn alone, and only once it has moved.
            if (HasWonByCount(seat) && (seat != _turn.Seat || _turn.Phase == Phase.Movement))
            {
                return $"seat {seat} had won the game before this turn.";
            }
        }

        return null;
    }

    private bool HasWonByCount(int seat) => _eliminated[seat] >= Rules.EliminationThreshold
        || (_territory[seat] >= Rules.TerritoryMinimum && 2 * _territory[seat] > Sum(_territory));

    private string? EndFault()
    {
        var winners = 0;
        for (var seat = 1; seat <= _seats; seat++)
        {
            winners += HasWonByCount(seat) ? 1 : 0;
        }

        if (winners > 1)
        {
            return "the first of two seats that reach what wins has ended the game.";
        }

        return _turn.End == EndKind.LpsRounds
            && !(SeatsThatPlayed() == _seats && HasRealAction(_turn.Seat) && NobodyElseActs(_turn.Seat))
            ? $"nothing on the board ends the game, and seat {_turn.Seat} is not the only one with a placement, move or capture."
            : null;
    }

    private string? LpsFault()
    {
        var seat = _turn.Seat;
        var firstTurn = SeatsThatPlayed() < 2 && seat == 1;
        if (firstTurn || _turn.LpsFirst == 0)
        {
            return firstTurn == (_turn.LpsFirst == 0) ? null : "the first LPS round begins with seat 2's first turn.";
        }

        if (_turn.LpsRounds - Rules.LpsRounds > Sum(_eliminated) + Sum(_territory))
        {
            // A round beyond those required means that another seat could act again, which costs it a ring or collapses cells.
            return $"{_turn.LpsRounds} LPS rounds are more than can pass without a win by the {Rules.LpsRounds} required.";
        }

        return LpsRoundFault() ?? (IsBoardOfTurnStart ? LpsStartFault() : null);
    }

    /// <summary>A round holds the seats from its first to the one to move, but those that had no ring left at their turn.</summary>
    private string? LpsRoundFault()
    {
        var inRound = true;
        for (var (steps, seat) = (0, (int)_turn.LpsFirst); steps < _seats; steps++, seat = seat == _seats ? 1 : seat + 1)
        {
            var seen = (_turn.LpsSeen >> seat & 1) != 0;
            var must = inRound && (OwnsRings(seat) || steps == 0 || seat == _turn.Seat);
            if (seen ? !inRound : must)
            {
                return $"the LPS round holds the seats with rings from seat {_turn.LpsFirst} to seat {_turn.Seat}, which is to move.";
            }

            inRound &= seat != _turn.Seat;
        }

        return null;
    }

    private string? LpsStartFault()
    {
        var seat = _turn.Seat;
        var real = HasRealAction(seat);
        if (!OwnsRings(_turn.LpsFirst) || (_turn.LpsReal >> seat & 1) != 0 != real)
        {
            return $"seat {seat} {(real ? "has a" : "has no")} placement, move or capture, and a seat with rings opens an LPS round.";
        }

        return real && _turn.LpsPlayer == seat && _turn.LpsRounds >= Rules.LpsRounds && NobodyElseActs(seat)
            ? $"seat {seat} has won by {_turn.LpsRounds} LPS rounds."
            : null;
    }
}
