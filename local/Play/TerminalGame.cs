using RingRift.Game;
using RingRift.Learning.Players;

namespace RingRift.Local.Play;

/// <summary>Plays one game in the terminal; seats without a player ask the person.</summary>
internal sealed class TerminalGame(GameState state, IReadOnlyList<IPlayer?> players, TextReader input, IGameView view)
{
    private readonly IPlayer?[] _seats = [.. players];
    private readonly MoveList _moves = new();

    /// <summary>Plays to the end; false when the person left.</summary>
    public async Task<bool> PlayAsync(CancellationToken cancellationToken)
    {
        while (!state.IsOver)
        {
            cancellationToken.ThrowIfCancellationRequested();
            state.LegalMoves(_moves);
            if (await ChooseAsync(cancellationToken).ConfigureAwait(false) is not { } move)
            {
                return false;
            }

            Play(move);
        }

        view.Conclude(state, NameOf(state.Winner));
        return true;
    }

    private void Play(Move move)
    {
        var ply = new PlayedPly(state.Ply, state.SeatToMove, NameOf(state.SeatToMove), MoveNotation.Format(state, move), _moves.Count == 1);
        state.Play(move);
        view.Tell(ply, state);
        if (move.Kind == MoveKind.SwapSides)
        {
            // The pie rule exchanges who plays which colour, not the colours on the board.
            (_seats[0], _seats[1]) = (_seats[1], _seats[0]);
        }
    }

    private string NameOf(int seat) => _seats[seat - 1]?.Name ?? PlayerSpec.Human;

    private async Task<Move?> ChooseAsync(CancellationToken cancellationToken) =>
        _seats[state.SeatToMove - 1] is { } player ? player.Choose(state)
        : _moves.Count == 1 ? _moves[0]
        : await AskAsync(cancellationToken).ConfigureAwait(false);

    private async Task<Move?> AskAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            view.Ask(state, _moves);
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
            view.List(state, _moves);
            return null;
        }

        try
        {
            var move = MoveNotation.Parse(state, line);
            state.Clone().Play(move);
            return move;
        }
        catch (Exception refused) when (refused is MoveFormatException or IllegalMoveException)
        {
            view.Refuse(refused.Message);
            return null;
        }
    }
}
