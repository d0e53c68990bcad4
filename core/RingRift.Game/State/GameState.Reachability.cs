namespace RingRift.Game;

/// <content>
/// Whether play can lead to a position, for <see cref="StateNotation.Parse"/>: every check follows from what a turn does and leaves behind
/// (RULES_AS_CODED, "Turn"), so that no position of a real game fails it. They are not complete: history is not written down.
/// </content>
public sealed partial class GameState
{
    /// <summary>Why no game leads to this position, or null where nothing speaks against it.</summary>
    internal string? FindImpossibility() => IsOver
        ? FirstTurnsFault() ?? LinesFault() ?? EndFault()
        : FirstTurnsFault() ?? SwapFault() ?? DebtFault() ?? FlagsFault() ?? PhaseFault() ?? PassFault() ?? LinesFault() ?? VictoryFault() ?? LpsFault();

    /// <summary>In its first turn a seat has no stack to move and cannot skip, so it places: a full hand tells that it has not moved yet.</summary>
    private bool HasPlayed(int seat) => _hand[seat] < Rules.RingsPerPlayer;

    private int SeatsThatPlayed()
    {
        var played = 0;
        while (played < _seats && HasPlayed(played + 1))
        {
            played++;
        }

        return played;
    }

    /// <summary>Whether only declining and stating that nothing can be done has happened in this turn, so that the board is that of its start.</summary>
    private bool IsBoardOfTurnStart => _turn.Phase switch
    {
        Phase.Placement => true,
        Phase.Movement => _turn.ActiveCell < 0,
        Phase.Line or Phase.Territory or Phase.ForcedElimination => !_turn.Acted,
        _ => false,
    };

    /// <summary>Only a seat that plays alone moves twice in a row and keeps what it did before.</summary>
    private bool IsAlone(int seat) => Sum(_hand) + Sum(_onBoard) == _hand[seat] + _onBoard[seat];

    private string? FirstTurnsFault()
    {
        var played = SeatsThatPlayed();
        for (var seat = played + 1; seat <= _seats; seat++)
        {
            if (HasPlayed(seat) || _markers[seat] + _territory[seat] + _eliminated[seat] > 0)
            {
                return $"seat {seat} has played before seat {played + 1} placed a ring, which every seat does in its first turn.";
            }
        }

        var next = IsOver || played == _seats ? _turn.Seat : _turn.Phase == Phase.Placement ? played + 1 : played;
        return next != _turn.Seat
            ? $"{played} seats have placed a ring, which every seat does in its first turn, so it is seat {next}'s turn."
            : played == 1 ? OneTurnFault() : null;
    }

    /// <summary>After seat 1's placement of up to three rings there is that stack alone, and one marker once it has moved.</summary>
    private string? OneTurnFault()
    {
        var markers = _turn.Phase == Phase.Movement ? 0 : 1;
        return _controlled[1] == 1 && _onBoard[1] <= MostRingsPlaced && _markers[1] == markers && _territory[1] + _eliminated[1] == 0
            && _turn.Phase is Phase.Placement or Phase.Movement or Phase.Line or Phase.Territory
            ? null
            : $"seat 1's first turn leaves one stack of at most {MostRingsPlaced} rings and {markers} markers.";
    }

    private string? SwapFault()
    {
        var offered = Rules.SwapRule && _seats == 2;
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

        if (_turn.LineEliminationOwed && (_controlled[_turn.Seat] == 0 || _territory[_turn.Seat] < Math.Max(_lineLength, _baseLineLength)))
        {
            return "a ring is owed for a line that has collapsed, by a seat that controls a stack.";
        }

        return _turn.TerritoryEliminationOwed && _territory[_turn.Seat] == 0
            ? "an elimination is owed for a region, which is territory then."
            : null;
    }

    private string? FlagsFault()
    {
        var swapped = Rules.SwapRule && _seats == 2 && _turn.Seat == 2 && !HasPlayed(2);
        if (_turn.Phase <= Phase.Chain && _turn.RecoveryMade && !IsAlone(_turn.Seat))
        {
            return "a recovery leads to phase L at once.";
        }

        return _turn.Phase <= Phase.Movement && _turn.ActiveCell < 0 && _turn.Acted && !IsAlone(_turn.Seat) && !swapped
            ? "nothing has been done yet in this turn, so the first flag is 0."
            : null;
    }

    private string? PhaseFault()
    {
        var (seat, cell) = (_turn.Seat, _turn.ActiveCell);
        return _turn.Phase switch
        {
            Phase.Movement or Phase.Capture or Phase.Chain when cell >= 0 && !_turn.Acted => "placing, moving and capturing are actions, so the first flag is 1.",
            Phase.Capture or Phase.Chain when _markers[seat] == 0 => "a stack that has moved leaves a marker behind.",
            Phase.Capture when !HasCapture(cell) => "phase C follows a move only where the stack can capture.",
            Phase.ForcedElimination when _turn.Acted || HasRealAction(seat) => "phase F is for a seat that has done nothing and has no placement, move or capture.",
            Phase.Territory when !_turn.Acted && _controlled[seat] > 0 && !HasRegion(seat) => "without an action and a region phase F follows phase L.",
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

        if (HasPlacement(seat) && !MaySkipPlacement(seat))
        {
            return $"seat {seat} had to place a ring, which it may skip only to move a stack or to recover.";
        }

        return _turn.Phase != Phase.Movement && AnyStackCanAct(seat)
            ? $"seat {seat} had to move or capture."
            : null;
    }

    /// <summary>A seat's lines are all processed in its own turn, and nobody else adds to its markers.</summary>
    private string? LinesFault()
    {
        for (var seat = 1; seat <= _seats; seat++)
        {
            var mayHold = seat == _turn.Seat && _turn.Acted && _turn.Phase is Phase.Capture or Phase.Chain or Phase.Line;
            if (!mayHold && HasLine(seat))
            {
                return $"seat {seat} has a line that its turn would have processed.";
            }
        }

        return null;
    }
}
