namespace RingRift.Game;

/// <summary>Canonical state strings (TRACE_FORMAT section 5).</summary>
public static partial class StateNotation
{
    private const string PhaseLetters = "PMCKLTFG";

    /// <summary>Writes a state.</summary>
    /// <param name="state">The state.</param>
    public static string Format(GameState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var text = new AsciiBuffer();
        Write(state, text);
        return text.ToString();
    }

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
        text.Add("/q").Add(state.LpsFirst).Add('.').Add(state.LpsPlayer).Add('.').Add(state.LpsRounds).Add('.');
        for (var seat = 1; seat <= state.Rules.Players; seat++)
        {
            if (state.LpsSeen(seat))
            {
                text.Add(seat).Add(state.LpsReal(seat) ? '+' : '-');
            }
        }
    }

    private static char Bit(bool flag) => flag ? '1' : '0';
}
