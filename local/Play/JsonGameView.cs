using RingRift.Game;

namespace RingRift.Local.Play;

/// <summary>
/// One JSON object per line: <c>turn</c> where a move is read from the input, with the moves it may be, <c>refused</c> where what was read
/// is none of them, <c>ply</c> for every move with the position after it, <c>result</c> last.
/// </summary>
internal sealed class JsonGameView(TextWriter output) : IGameView
{
    private readonly JsonLines _lines = new(output);

    public void Ask(GameState state, MoveList moves) => _lines.Write(new
    {
        Kind = "turn",
        state.Ply,
        Seat = state.SeatToMove,
        Phase = state.Phase.ToString(),
        State = StateNotation.Format(state),
        Moves = MoveTexts.Of(state, moves),
    });

    public void List(GameState state, MoveList moves)
    {
        // The next turn, which follows at once, lists them.
    }

    public void Refuse(string reason) => _lines.Write(new { Kind = "refused", Reason = reason });

    public void Tell(PlayedPly ply, GameState after) =>
        _lines.Write(new { Kind = "ply", ply.Ply, ply.Seat, ply.Player, ply.Move, ply.Forced, State = StateNotation.Format(after) });

    public void Conclude(GameState state, string winner)
    {
        var result = GameResult.Of(state);
        _lines.Write(new { Kind = "result", result.Winner, Player = winner, End = EndKinds.NameOf(result.Kind), result.Plies, result.Seats });
    }
}
