using RingRift.Game;

namespace RingRift.Local.Play;

/// <summary>Draws the board where a person has to choose, and writes one line for each move.</summary>
internal sealed class TextGameView(TextWriter output) : IGameView
{
    private int _asked = -1;

    public void Ask(GameState state, MoveList moves)
    {
        if (_asked != state.Ply)
        {
            Draw(state);
            _asked = state.Ply;
        }

        output.Write($"seat {state.SeatToMove}, {state.Phase}, {moves.Count} moves ('?' lists them, 'quit' leaves): ");
    }

    public void List(GameState state, MoveList moves) => output.WriteLine(string.Join("  ", MoveTexts.Of(state, moves)));

    public void Refuse(string reason) => output.WriteLine($"{reason} '?' lists what is legal.");

    public void Tell(PlayedPly ply, GameState after) =>
        output.WriteLine(
            $"seat {ply.Seat} ({ply.Player}): {ply.Move}{(ply.Forced && ply.Player == PlayerSpec.Human ? " (the only move)" : string.Empty)}");

    public void Conclude(GameState state, string winner)
    {
        Draw(state);
        output.WriteLine($"seat {state.Winner} ({winner}) wins: {EndKinds.NameOf(state.EndKind)}, {state.Ply} plies");
    }

    private void Draw(GameState state)
    {
        output.WriteLine(BoardText.Draw(state));
        output.WriteLine(BoardText.Counts(state));
    }
}
