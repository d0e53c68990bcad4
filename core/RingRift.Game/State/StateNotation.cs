namespace RingRift.Game;

/// <summary>
/// Canonical state strings, six fields joined by '|': phase letter, seat to move, 'w' and winner; for each seat rings in hand, eliminated
/// rings and territory; S with stacks, their rings bottom first; M with markers; C with collapsed cells; and for a game that goes on the
/// active cell, five flags (acted, recovered, ring owed for a line, elimination owed for a region, pie rule open) and the rounds of the
/// last player standing (first, player, count, seats of the round with + for those that had a real action).
/// </summary>
public static class StateNotation
{
    /// <summary>The letters of the phases, by their numbers.</summary>
    internal const string PhaseLetters = "PMCKLTFG";

    /// <summary>Writes a state.</summary>
    /// <param name="state">The state.</param>
    public static string Format(GameState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var text = new AsciiBuffer();
        Write(state, text);
        return text.ToString();
    }

    /// <summary>
    /// Reads a state that a game under the rules could hold: every ring is accounted for, and what the turn has left behind, the pie rule
    /// and the rounds of the last player standing fit the board.
    /// </summary>
    /// <param name="rules">The rules of the game it belongs to.</param>
    /// <param name="text">A canonical state string.</param>
    /// <exception cref="StateFormatException">The text breaks the format, or the position is impossible under the rules.</exception>
    public static GameState Parse(GameRules rules, string text) => new StateReader(rules, text).Read(composed: false);

    /// <summary>
    /// Reads a state that was put together by hand: rings may be missing, neither in a hand nor on the board nor credited to anyone; a seat
    /// may hold more rings than its supply; and nothing is asked about how a game would have come to it.
    /// </summary>
    /// <param name="rules">The rules of the game it belongs to.</param>
    /// <param name="text">A canonical state string.</param>
    /// <exception cref="StateFormatException">The text breaks the format, or nothing can be played in the position.</exception>
    public static GameState ParseComposed(GameRules rules, string text) => new StateReader(rules, text).Read(composed: true);

    /// <summary>Appends a state's canonical string.</summary>
    internal static void Write(GameState state, AsciiBuffer text)
    {
        text.Add(PhaseLetters[(int)state.Phase]);
        text.Add(state.IsOver ? 0 : state.SeatToMove).Add('w').Add(state.Winner).Add('|');
        for (var seat = 1; seat <= state.Rules.Players; seat++)
        {
            text.Add(seat > 1 ? ";" : string.Empty).Add(state.RingsInHand(seat));
            text.Add(',').Add(state.Eliminated(seat)).Add(',').Add(state.TerritoryOf(seat));
        }

        WriteStacks(state, text.Add("|S"));
        WriteOwners(state, text.Add("|M"), state.MarkerOwner);
        WriteOwners(state, text.Add("|C"), state.CollapsedOwner);
        text.Add('|');
        if (!state.IsOver)
        {
            WriteTurn(state, text);
        }
    }

    private static void WriteStacks(GameState state, AsciiBuffer text)
    {
        Span<byte> rings = stackalloc byte[GameRules.MostRingsPerPlayer * 4];
        var separator = string.Empty;
        for (var cell = 0; cell < state.Board.CellCount; cell++)
        {
            if (state.StackHeight(cell) > 0)
            {
                text.Add(separator).AddCell(state.Board, cell).Add('=');
                separator = ";";
                foreach (var owner in rings[..state.CopyRings(cell, rings)])
                {
                    text.Add((char)('0' + owner));
                }
            }
        }
    }

    private static void WriteOwners(GameState state, AsciiBuffer text, Func<int, int> ownerOf)
    {
        var separator = string.Empty;
        for (var cell = 0; cell < state.Board.CellCount; cell++)
        {
            var owner = ownerOf(cell);
            if (owner > 0)
            {
                text.Add(separator).AddCell(state.Board, cell).Add('=').Add(owner);
                separator = ";";
            }
        }
    }

    private static void WriteTurn(GameState state, AsciiBuffer text)
    {
        text.Add('A');
        _ = state.ActiveCell < 0 ? text.Add('-') : text.AddCell(state.Board, state.ActiveCell);
        text.Add("/f").Add(Bit(state.Acted)).Add(Bit(state.RecoveryMade)).Add(Bit(state.LineEliminationOwed));
        text.Add(Bit(state.TerritoryEliminationOwed)).Add(Bit(state.SwapOpen));
        var rounds = state.LastPlayerStanding;
        text.Add("/q").Add(rounds.First).Add('.').Add(rounds.Player).Add('.').Add(rounds.Count).Add('.');
        for (var seat = 1; seat <= state.Rules.Players; seat++)
        {
            if (rounds.HasSeen(seat))
            {
                text.Add(seat).Add(rounds.HadRealAction(seat) ? '+' : '-');
            }
        }
    }

    private static char Bit(bool flag) => flag ? '1' : '0';
}

/// <summary>Text that is not a canonical state, or that describes a position the rules do not allow.</summary>
/// <param name="value">The part of the text at fault.</param>
/// <param name="rule">The rule it breaks.</param>
public sealed class StateFormatException(string value, string rule) : FormatException($"Malformed state at '{value}': {rule}")
{
    /// <summary>The part of the text at fault.</summary>
    public string Value { get; } = value;

    /// <summary>The rule it breaks.</summary>
    public string Rule { get; } = rule;
}
