using System.Globalization;

namespace RingRift.Game;

/// <summary>Reads one canonical state string: first the text, field by field, then whether the whole is possible.</summary>
internal sealed partial class StateReader
{
    private readonly string _text;
    private readonly GameState _state;
    private readonly Position _position;
    private readonly Board _board;
    private int _ringRoom;

    public StateReader(GameRules rules, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
        _state = new GameState(rules);
        _position = _state.Position;
        _board = _state.Board;
    }

    public GameState Read(bool composed)
    {
        var fields = _text.Split('|');
        if (fields.Length != 6)
        {
            throw Fault(_text, $"expected six fields joined by '|', found {fields.Length}.");
        }

        _ringRoom = RoomFor(fields[2], composed);
        _position.Clear(_ringRoom);
        ReadContents(fields);
        ReadHands(fields[1]);
        CheckSupply(composed);
        ReadTurn(fields[0], fields[5]);
        var canonical = StateNotation.Format(_state);
        if (canonical != _text)
        {
            throw Fault(_text, $"not canonical; the same position is written {canonical}");
        }

        return !composed && new Reachability(_position).FindFault() is { } impossible ? throw Fault(_text, impossible) : _state;
    }

    /// <summary>
    /// The rings of all players; for a composed position those on the board come on top, since hands may be full beside them.
    /// </summary>
    private int RoomFor(string stacks, bool composed)
    {
        var supply = _state.Rules.RingsPerPlayer * _state.Rules.Players;
        return composed ? Math.Min(GameRules.MostRingsPerPlayer * 4, supply + stacks.Length) : supply;
    }

    private static StateFormatException Fault(string value, string rule) => new(value, rule);

    private static int Number(string text, int most, string what) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw Fault(text, $"expected {what} from 0 to {most}.");

    private int Seat(string text, string what) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seat) && seat >= 1 && seat <= _state.Rules.Players
            ? seat
            : throw Fault(text, $"expected {what} from 1 to {_state.Rules.Players}.");

    private int Cell(string text)
    {
        var numbers = text.Split(',');
        if (numbers.Length != 2 || !Coordinate(numbers[0], out var x) || !Coordinate(numbers[1], out var y))
        {
            throw Fault(text, "expected a cell x,y.");
        }

        return _board.CellAt(x, y) is >= 0 and var cell
            ? cell
            : throw Fault(text, $"not a cell of {GameConfig.BoardName(_board.Kind)}.");
    }

    private static bool Coordinate(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private void ReadContents(string[] fields)
    {
        foreach (var (cell, rings) in Entries(fields[2], 'S'))
        {
            if (rings.Length == 0)
            {
                throw Fault($"{fields[2]}", "a stack has at least one ring.");
            }

            foreach (var ring in rings)
            {
                _ = _position.TryPushTop(cell, Seat(ring.ToString(), "the owner of a ring"))
                    ? true
                    : throw Fault(rings, $"more than {_ringRoom} rings on the board.");
            }
        }

        foreach (var (cell, owner) in Entries(fields[3], 'M'))
        {
            _position.PutMarker(cell, Seat(owner, "the owner of a marker"));
        }

        foreach (var (cell, owner) in Entries(fields[4], 'C'))
        {
            _position.Collapse(cell, Seat(owner, "the owner of a collapsed cell"));
        }
    }

    /// <summary>The entries "cell=value" of a field. Stacks, markers and collapsed cells exclude each other on a cell.</summary>
    private IEnumerable<(int Cell, string Value)> Entries(string field, char letter)
    {
        if (field.Length == 0 || field[0] != letter)
        {
            throw Fault(field, $"expected a field that begins with '{letter}'.");
        }

        foreach (var entry in field[1..].Split(';', field.Length > 1 ? StringSplitOptions.None : StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = entry.Split('=');
            if (sides.Length != 2)
            {
                throw Fault(entry, "expected cell=value.");
            }

            var cell = Cell(sides[0]);
            yield return _position.Cells[cell] == 0
                ? (cell, sides[1])
                : throw Fault(entry, "a cell holds one stack, or one marker, or is collapsed, and is named once.");
        }
    }

    private void ReadHands(string field)
    {
        var hands = field.Split(';');
        if (hands.Length != _state.Rules.Players)
        {
            throw Fault(field, $"expected one hand for each of {_state.Rules.Players} seats.");
        }

        for (var seat = 1; seat <= hands.Length; seat++)
        {
            var numbers = hands[seat - 1].Split(',');
            if (numbers.Length != 3)
            {
                throw Fault(hands[seat - 1], "expected hand,eliminated,territory.");
            }

            _position.Hand[seat] = Number(numbers[0], _state.Rules.RingsPerPlayer, "rings in hand");
            _position.Eliminated[seat] = Number(numbers[1], _ringRoom, "eliminated rings");
            if (Number(numbers[2], _board.CellCount, "territory cells") != _state.TerritoryOf(seat))
            {
                throw Fault(hands[seat - 1], $"seat {seat} owns {_state.TerritoryOf(seat)} collapsed cells, not {numbers[2]}.");
            }
        }
    }

    private void CheckSupply(bool composed)
    {
        var (supply, held, gone, credited, surplus) = (_state.Rules.RingsPerPlayer, 0, 0, 0, false);
        for (var seat = 1; seat <= _state.Rules.Players; seat++)
        {
            var left = supply - _state.RingsInHand(seat) - _state.RingsOnBoard(seat);
            if (left < 0 && !composed)
            {
                throw Fault(_text, $"seat {seat} has {supply - left} rings in hand and on the board, more than its {supply}.");
            }

            surplus |= left < 0;
            held += supply - left;
            (gone, credited) = (gone + Math.Max(0, left), credited + _state.Eliminated(seat));
        }

        if (held > _ringRoom)
        {
            throw Fault(_text, $"{held} rings are in hand and on the board, more than {_ringRoom}.");
        }

        if ((credited > gone && !surplus) || (credited < gone && !composed))
        {
            throw Fault(_text, $"{gone} rings are neither in hand nor on the board, but {credited} are credited as eliminated.");
        }
    }
}
