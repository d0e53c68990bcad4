namespace RingRift.Game;

public sealed partial class GameState
{
    /// <summary>Lists every legal move of the position; empty when the game is over.</summary>
    /// <param name="moves">Receives the moves; what it held is dropped.</param>
    public void LegalMoves(MoveList moves) => throw new NotImplementedException();

    /// <summary>Plays a move after checking that it is legal.</summary>
    /// <param name="move">The move.</param>
    /// <exception cref="IllegalMoveException">The position does not allow the move; the state is unchanged.</exception>
    public void Play(Move move) => throw new NotImplementedException();

    /// <summary>Plays a move that came from <see cref="LegalMoves"/> of this position. Anything else corrupts the state.</summary>
    /// <param name="move">The move.</param>
    public void PlayLegal(Move move) => throw new NotImplementedException();
}
