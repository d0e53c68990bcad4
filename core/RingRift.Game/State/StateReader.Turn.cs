namespace RingRift.Game;

/// <content>Whose turn it is, and whether the turn is possible on the board read.</content>
internal sealed partial class StateReader
{
    // No game is nearly as long; a composed position may say anything up to it.
    private const int MostRounds = 1_000_000;

    private void ReadTurn(string head, string tail)
    {
        // HEAD: phase letter, one digit for the seat, 'w', one digit for the winner.
        var phase = head.Length == 4 && head[2] == 'w' ? StateNotation.PhaseLetters.IndexOf(head[0], StringComparison.Ordinal) : -1;
        if (phase < 0)
        {
            throw Fault(head, "expected a phase letter of PMCKLTFG, the seat to move, 'w' and the winner.");
        }

        if ((Phase)phase == Phase.Over)
        {
            ReadEnd(head, tail);
            return;
        }

        var turn = new Turn { Phase = (Phase)phase, Seat = (byte)Seat(head[1..2], "the seat to move") };
        if (head[3] != '0')
        {
            throw Fault(head, "only a finished game (G) has a winner.");
        }

        ReadTail(tail, ref turn);
        _position.Turn = turn;
        CheckTurn(head, tail);
    }

    private void ReadEnd(string head, string tail)
    {
        if (head[1] != '0' || tail.Length > 0)
        {
            throw Fault(head + "|" + tail, "a finished game has no seat to move and an empty last field.");
        }

        var winner = Seat(head[3..], "the winner");
        _position.Turn = new Turn { Seat = (byte)winner, ActiveCell = -1 };

        // What the board does not decide was decided by rounds.
        _ = Victory.Decide(_position) || Victory.Finish(_position, winner, EndKind.LastPlayerStandingRounds);
        if (_state.Winner != winner)
        {
            throw Fault(head, $"on this board the game is won by seat {_state.Winner} ({EndKinds.NameOf(_state.EndKind)}).");
        }
    }

    private void ReadTail(string tail, ref Turn turn)
    {
        var parts = tail.Split('/');
        if (parts.Length != 3 || !parts[0].StartsWith('A') || parts[1].Length != 6 || parts[1][0] != 'f' || !parts[2].StartsWith('q'))
        {
            throw Fault(tail, "expected A<cell or ->/f<five flags>/q<first.player.rounds.mask>.");
        }

        turn.ActiveCell = (short)(parts[0] == "A-" ? -1 : Cell(parts[0][1..]));
        turn.Acted = Flag(parts[1], 1);
        turn.RecoveryMade = Flag(parts[1], 2);
        turn.LineEliminationOwed = Flag(parts[1], 3);
        turn.TerritoryEliminationOwed = Flag(parts[1], 4);
        turn.SwapOpen = Flag(parts[1], 5);
        turn.LastPlayerStanding = ReadRounds(parts[2][1..]);
    }

    private static bool Flag(string flags, int index) => flags[index] is '0' or '1'
        ? flags[index] == '1'
        : throw Fault(flags, "a flag is 0 or 1.");

    private LastPlayerStandingRounds ReadRounds(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 4 || parts[3].Length % 2 != 0)
        {
            throw Fault(text, "expected first.player.rounds.mask.");
        }

        var rounds = new LastPlayerStandingRounds
        {
            First = (byte)Number(parts[0], _state.Rules.Players, "the seat that opened the LPS round"),
            Player = (byte)Number(parts[1], _state.Rules.Players, "the seat alone with real actions"),
            Count = Number(parts[2], MostRounds, "LPS rounds"),
        };
        for (var index = 0; index < parts[3].Length; index += 2)
        {
            var seat = Seat(parts[3].Substring(index, 1), "a seat of the LPS round");
            rounds.Record(seat, parts[3][index + 1] switch
            {
                '+' => true,
                '-' => false,
                _ => throw Fault(text, "a seat of the LPS round is followed by + or -."),
            });
        }

        return (rounds.Player == 0) != (rounds.Count == 0) || (rounds.First == 0 && (!rounds.IsEmpty || rounds.Player != 0))
            ? throw Fault(text, "LPS rounds belong to a seat, and a round that is recorded was opened by one.")
            : rounds;
    }

    private void CheckTurn(string head, string tail)
    {
        var seat = _state.SeatToMove;
        var phase = _state.Phase;
        var mustName = phase is Phase.Capture or Phase.Chain;
        if (_state.ActiveCell < 0 ? mustName : !mustName && phase != Phase.Movement)
        {
            throw Fault(tail, "phases C and K name the active stack, M may, the others do not.");
        }

        if (_state.ActiveCell >= 0 && _state.Controller(_state.ActiveCell) != seat)
        {
            throw Fault(tail, $"seat {seat} controls no stack on the active cell.");
        }

        if ((_state.LineEliminationOwed && phase != Phase.Line) || (_state.TerritoryEliminationOwed && phase != Phase.Territory))
        {
            throw Fault(tail, "a line is owed for in phase L only, a region in phase T only.");
        }

        if (_state.SwapOpen && (!_state.Rules.SwapRule || _state.Rules.Players != 2 || (seat == 2 && phase != Phase.Placement)))
        {
            throw Fault(tail, "the pie rule is open in two-player games with it, until seat 2's first move.");
        }

        CheckMoves(head);
    }

    private void CheckMoves(string head)
    {
        if (_state.RingsInHand(_state.SeatToMove) + _state.RingsOnBoard(_state.SeatToMove) == 0 && _state.Phase == Phase.Placement)
        {
            throw Fault(head, "a seat without rings has no turn.");
        }

        var moves = new MoveList();
        _state.LegalMoves(moves);
        if (moves.Count == 0)
        {
            throw Fault(head, "the seat to move has nothing to do in this phase, so it cannot have come to it.");
        }
    }
}
