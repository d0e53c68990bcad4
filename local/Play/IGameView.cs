using RingRift.Game;

namespace RingRift.Local.Play;

/// <summary>Shows a game to people or scripts.</summary>
internal interface IGameView
{
    /// <summary>Asks the person on the seat to move for a move.</summary>
    void Ask(GameState state, MoveList moves);

    /// <summary>Lists what the person may play.</summary>
    void List(GameState state, MoveList moves);

    /// <summary>Says why a person's move was not taken.</summary>
    void Refuse(string reason);

    /// <summary>Tells a move.</summary>
    /// <param name="ply">The move and who played it.</param>
    /// <param name="after">The position after it.</param>
    void Tell(PlayedPly ply, GameState after);

    /// <summary>Tells the result.</summary>
    /// <param name="state">The last position.</param>
    /// <param name="winner">Name of the player who sat on the winning seat at the end.</param>
    void Conclude(GameState state, string winner);
}
