namespace RingRift.Game;

/// <summary>
/// Whether play can lead to a position, for <c>StateNotation.Parse</c>: every check follows from what a turn does and leaves behind,
/// so that no position of a real game fails it. They are not complete: history is not written down.
/// </summary>
internal sealed class Reachability(Position position)
{
    private readonly Turn _turn = position.Turn;
    private readonly LastPlayerStandingRounds _rounds = position.Turn.LastPlayerStanding;
    private readonly GameRules _rules = position.Rules;
    private readonly int _seats = position.Seats;

    /// <summary>Why no game leads to this position, or null where nothing speaks against it.</summary>
    public string? FindFault() => _turn.Phase == Phase.Over
        ? FirstTurnsFault() ?? LinesFault() ?? EndFault()
        : FirstTurnsFault() ?? SwapFault() ?? DebtFault() ?? FlagsFault() ?? PhaseFault() ?? PassFault() ?? LinesFault() ?? VictoryFault()
            ?? RoundsFault();

    /// <summary>
    /// In its first turn a seat has no stack to move and cannot skip, so it places: a full hand tells that it has not moved yet.
    /// </summary>
    private bool HasPlayed(int seat) => position.Hand[seat] < _rules.RingsPerPlayer;

    private int SeatsThatPlayed() => Enumerable.Range(1, _seats).TakeWhile(HasPlayed).Count();

    /// <summary>
    /// Whether only declining and stating that nothing can be done has happened in this turn, so that the board is that of its start.
    /// </summary>
    private bool IsBoardOfTurnStart => _turn.Phase switch
    {
        Phase.Placement => true,
        Phase.Movement => _turn.ActiveCell < 0,
        Phase.Line or Phase.Territory or Phase.ForcedElimination => !_turn.Acted,
        _ => false,
    };

    private string? FirstTurnsFault()
    {
        var played = SeatsThatPlayed();
        for (var seat = played + 1; seat <= _seats; seat++)
        {
            if (HasPlayed(seat) || position.Markers[seat] + position.Territory[seat] + position.Eliminated[seat] > 0)
            {
                return $"seat {seat} has played before seat {played + 1} placed a ring, which every seat does in its first turn.";
            }
        }

        var next = _turn.Phase == Phase.Over || played == _seats ? _turn.Seat : _turn.Phase == Phase.Placement ? played + 1 : played;
        return next != _turn.Seat
            ? $"{played} seats have placed a ring, which every seat does in its first turn, so it is seat {next}'s turn."
            : played == 1 ? OneTurnFault() : null;
    }

    /// <summary>After seat 1's placement of up to three rings there is that stack alone, and one marker once it has moved.</summary>
    private string? OneTurnFault()
    {
        var markers = _turn.Phase == Phase.Movement ? 0 : 1;
        return position.Controlled[1] == 1 && position.OnBoard[1] <= Placement.MostRings
            && position.Markers[1] == markers && position.Territory[1] + position.Eliminated[1] == 0
            && _turn.Phase is Phase.Placement or Phase.Movement or Phase.Line or Phase.Territory
            ? null
            : $"seat 1's first turn leaves one stack of at most {Placement.MostRings} rings and {markers} markers.";
    }

    private string? SwapFault()
    {
        var offered = _rules.SwapRule && _seats == 2;
        var open = _turn.Seat == 1 ? SeatsThatPlayed() < 2 : !HasPlayed(2) && !_turn.Acted;
        return _turn.SwapOpen == (offered && open)
            ? null
            : "the pie rule is open from the start until seat 2's first move, in two-player games with it.";
    }

    private string? DebtFault()
    {
        if ((_turn.RecoveryMade || _turn.LineEliminationOwed || _turn.TerritoryEliminationOwed) && !_turn.Acted)
        {
            return "recovering and processing lines or regions are actions, so the first flag is 1.";
        }

        var (seat, least) = (_turn.Seat, Lines.DetectedLength(position));
        if (_turn.LineEliminationOwed && (position.Controlled[seat] == 0 || position.Territory[seat] < least))
        {
            return "a ring is owed for a line that has collapsed, by a seat that controls a stack.";
        }

        return _turn.TerritoryEliminationOwed && position.Territory[seat] == 0
            ? "an elimination is owed for a region, which is territory then."
            : null;
    }

    private string? FlagsFault()
    {
        var swapped = _rules.SwapRule && _seats == 2 && _turn.Seat == 2 && !HasPlayed(2);
        if (_turn.Phase <= Phase.Chain && _turn.RecoveryMade && !position.IsAlone(_turn.Seat))
        {
            return "a recovery leads to phase L at once.";
        }

        // Only a seat that plays alone moves twice in a row and keeps what it did before.
        return _turn.Phase <= Phase.Movement && _turn.ActiveCell < 0 && _turn.Acted && !position.IsAlone(_turn.Seat) && !swapped
            ? "nothing has been done yet in this turn, so the first flag is 0."
            : null;
    }

    private string? PhaseFault()
    {
        var (seat, cell) = (_turn.Seat, _turn.ActiveCell);
        return _turn.Phase switch
        {
            Phase.Movement or Phase.Capture or Phase.Chain when cell >= 0 && !_turn.Acted =>
                "placing, moving and capturing are actions, so the first flag is 1.",
            Phase.Capture or Phase.Chain when position.Markers[seat] == 0 => "a stack that has moved leaves a marker behind.",
            Phase.Capture when !Captures.IsPossible(position, cell) => "phase C follows a move only where the stack can capture.",
            Phase.ForcedElimination when _turn.Acted || LastPlayerStanding.HasRealAction(position, seat) =>
                "phase F is for a seat that has done nothing and has no placement, move or capture.",
            Phase.Territory when !_turn.Acted && position.Controlled[seat] > 0 && !Regions.Any(position, seat) =>
                "without an action and a region phase F follows phase L.",
            _ => null,
        };
    }

    /// <summary>What a seat that has done nothing yet must not have been able to do.</summary>
    private string? PassFault()
    {
        var seat = _turn.Seat;
        if (!IsBoardOfTurnStart || _turn.Phase == Phase.Placement)
        {
            return null;
        }

        if (Placement.IsPossible(position, seat) && !Placement.MaySkip(position, seat))
        {
            return $"seat {seat} had to place a ring, which it may skip only to move a stack or to recover.";
        }

        return _turn.Phase != Phase.Movement && Movement.IsPossible(position, seat)
            ? $"seat {seat} had to move or capture."
            : null;
    }

    /// <summary>A seat's lines are all processed in its own turn, and nobody else adds to its markers.</summary>
    private string? LinesFault()
    {
        for (var seat = 1; seat <= _seats; seat++)
        {
            var mayHold = seat == _turn.Seat && _turn.Acted && _turn.Phase is Phase.Capture or Phase.Chain or Phase.Line;
            if (!mayHold && Lines.IsPossible(position, seat))
            {
                return $"seat {seat} has a line that its turn would have processed.";
            }
        }

        return null;
    }

    private string? VictoryFault()
    {
        if (IsBoardOfTurnStart)
        {
            var decided = new Position(_rules);
            decided.CopyFrom(position);
            return Victory.Decide(decided)
                ? $"the turn before has won the game for seat {decided.Turn.Seat} ({EndKinds.NameOf(decided.Turn.End)})."
                : null;
        }

        for (var seat = 1; seat <= _seats; seat++)
        {
            // What a seat is credited with changes in its own turn alone, and only once it has moved.
            if (Victory.IsReached(position, seat) && (seat != _turn.Seat || _turn.Phase == Phase.Movement))
            {
                return $"seat {seat} had won the game before this turn.";
            }
        }

        return null;
    }

    private string? EndFault()
    {
        if (Enumerable.Range(1, _seats).Count(seat => Victory.IsReached(position, seat)) > 1)
        {
            return "the first of two seats that reach what wins has ended the game.";
        }

        var seat = _turn.Seat;
        var actsAlone = SeatsThatPlayed() == _seats && LastPlayerStanding.HasRealAction(position, seat)
            && LastPlayerStanding.NobodyElseActs(position, seat);
        return _turn.End == EndKind.LastPlayerStandingRounds && !actsAlone
            ? $"nothing on the board ends the game, and seat {seat} is not the only one with a placement, move or capture."
            : null;
    }

    private string? RoundsFault()
    {
        var seat = _turn.Seat;
        var firstTurn = SeatsThatPlayed() < 2 && seat == 1;
        if (firstTurn || _rounds.First == 0)
        {
            return firstTurn == (_rounds.First == 0) ? null : "the first LPS round begins with seat 2's first turn.";
        }

        if (_rounds.Count - _rules.LastPlayerStandingRounds > position.Eliminated.Sum + position.Territory.Sum)
        {
            // A round beyond those required means that another seat could act again, which costs it a ring or collapses cells.
            return $"{_rounds.Count} LPS rounds are more than can pass without a win by the {_rules.LastPlayerStandingRounds} required.";
        }

        return RoundFault() ?? (IsBoardOfTurnStart ? RoundStartFault() : null);
    }

    /// <summary>A round holds the seats from its first to the one to move, but those that had no ring left at their turn.</summary>
    private string? RoundFault()
    {
        var inRound = true;
        for (var (steps, seat) = (0, (int)_rounds.First); steps < _seats; steps++, seat = seat == _seats ? 1 : seat + 1)
        {
            var seen = _rounds.HasSeen(seat);
            var must = inRound && (position.OwnsRings(seat) || steps == 0 || seat == _turn.Seat);
            if (seen ? !inRound : must)
            {
                return $"the LPS round holds the seats with rings from seat {_rounds.First} to seat {_turn.Seat}, which is to move.";
            }

            inRound &= seat != _turn.Seat;
        }

        return null;
    }

    private string? RoundStartFault()
    {
        var seat = _turn.Seat;
        var real = LastPlayerStanding.HasRealAction(position, seat);
        if (!position.OwnsRings(_rounds.First) || _rounds.HadRealAction(seat) != real)
        {
            return $"seat {seat} {(real ? "has a" : "has no")} placement, move or capture, and a seat with rings opens an LPS round.";
        }

        return real && LastPlayerStanding.IsWon(position, seat)
            ? $"seat {seat} has won by {_rounds.Count} LPS rounds."
            : null;
    }
}
