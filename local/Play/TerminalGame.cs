using RingRift.Game;
using RingRift.Learning.Players;

namespace RingRift.Local.Play;

/// <summary>Plays one game in the terminal; seats without a player ask the person.</summary>
internal sealed class TerminalGame(GameState state, IReadOnlyList<IPlayer?> players, TextReader input, TextWriter output)
{
    private readonly IPlayer?[] _seats = [.. players];
    private readonly MoveList _moves = new();

    /// <summary>Plays to the end; false when the person left.</summary>
    public async Task<bool> PlayAsync(CancellationToken cancellationToken)
    {
        while (!state.IsOver)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var chosen = _seats[state.SeatToMove - 1] is { } player ? Ask(player) : await AskAsync(cancellationToken).ConfigureAwait(false);
            if (chosen is not { } move)
            {
                return false;
            }

            state.Play(move);
            if (move.Kind == MoveKind.SwapSides)
            {
                // The pie rule exchanges who plays which colour, not the colours on the board.
                (_seats[0], _seats[1]) = (_seats[1], _seats[0]);
            }
        }

        Conclude();
        return true;
    }

    private Move? Ask(IPlayer player)
    {
        var move = player.Choose(state);
        output.WriteLine($"seat {state.SeatToMove} ({player.Name}): {MoveNotation.Format(state, move)}");
        return move;
    }

    private async Task<Move?> AskAsync(CancellationToken cancellationToken)
    {
        state.LegalMoves(_moves);
        if (_moves.Count == 1)
        {
            output.WriteLine($"seat {state.SeatToMove}: {MoveNotation.Format(state, _moves[0])} (the only move)");
            return _moves[0];
        }

        output.WriteLine(BoardText.Draw(state));
        output.WriteLine(BoardText.Counts(state));
        while (true)
        {
            output.Write($"seat {state.SeatToMove}, {state.Phase}, {_moves.Count} moves ('?' lists them, 'quit' leaves): ");
            var line = (await input.ReadLineAsync(cancellationToken).ConfigureAwait(false))?.Trim();
            if (line is null or "quit")
            {
                return null;
            }

            if (Read(line) is { } move)
            {
                return move;
            }
        }
    }

    private Move? Read(string line)
    {
        if (line is "?" or "")
        {
            output.WriteLine(string.Join("  ", _moves.AsSpan().ToArray().Select(move => MoveNotation.Format(state, move)).Order(StringComparer.Ordinal)));
            return null;
        }

        try
        {
            var move = MoveNotation.Parse(state, line);
            if (_moves.Contains(move))
            {
                return move;
            }

            output.WriteLine($"'{line}' is not legal here; '?' lists what is");
        }
        catch (MoveFormatException malformed)
        {
            output.WriteLine(malformed.Message);
        }

        return null;
    }

    private void Conclude()
    {
        output.WriteLine(BoardText.Draw(state));
        output.WriteLine(BoardText.Counts(state));
        output.WriteLine($"seat {state.Winner} ({_seats[state.Winner - 1]?.Name ?? PlayerSpec.Human}) wins: {state.EndKind}, {state.Ply} plies");
    }
}
