namespace RingRift.Game;

/// <content>Counting the rounds in which one seat alone has real actions (R172).</content>
public sealed partial class GameState
{
    /// <summary>A placement, move or capture; recovery and forced elimination are not real actions.</summary>
    private bool HasRealAction(int seat) => HasPlacement(seat) || AnyStackCanAct(seat);

    private bool OwnsRings(int seat) => _hand[seat] + _onBoard[seat] > 0;

    private void TrackLps(int seat)
    {
        if (_turn.LpsFirst == 0 || !OwnsRings(_turn.LpsFirst))
        {
            OpenLpsRound(seat);
        }
        else if (seat == _turn.LpsFirst && _turn.LpsSeen != 0)
        {
            CloseLpsRound();
        }

        var real = HasRealAction(seat);
        _turn.LpsSeen |= (byte)(1 << seat);
        _turn.LpsReal = (byte)((_turn.LpsReal & ~(1 << seat)) | (real ? 1 << seat : 0));
        if (_turn.LpsRounds >= Rules.LpsRounds && _turn.LpsPlayer == seat && real && NobodyElseActs(seat))
        {
            Finish(seat, EndKind.LpsRounds);
        }
    }

    private void OpenLpsRound(int seat)
    {
        _turn.LpsFirst = (byte)seat;
        _turn.LpsSeen = _turn.LpsReal = 0;
        if (_turn.LpsPlayer == 0 || !OwnsRings(_turn.LpsPlayer))
        {
            _turn.LpsRounds = 0;
            _turn.LpsPlayer = 0;
        }
    }

    private void CloseLpsRound()
    {
        var (candidates, only) = (0, 0);
        for (var seat = 1; seat <= _seats; seat++)
        {
            if ((_turn.LpsReal >> seat & 1) != 0 && OwnsRings(seat))
            {
                (candidates, only) = (candidates + 1, seat);
            }
        }

        only = candidates == 1 ? only : 0;
        _turn.LpsRounds = only == 0 ? 0 : only == _turn.LpsPlayer ? _turn.LpsRounds + 1 : 1;
        _turn.LpsPlayer = (byte)only;
        _turn.LpsSeen = _turn.LpsReal = 0;
    }

    private bool NobodyElseActs(int seat)
    {
        for (var other = 1; other <= _seats; other++)
        {
            if (other != seat && OwnsRings(other) && HasRealAction(other))
            {
                return false;
            }
        }

        return true;
    }
}
