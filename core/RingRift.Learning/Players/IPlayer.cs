using RingRift.Game;

namespace RingRift.Learning.Players;

/// <summary>Chooses moves, for whichever seat is to move. Not safe for concurrent use.</summary>
public interface IPlayer
{
    /// <summary>Name in match tables; says what the player is and how hard it thinks.</summary>
    string Name { get; }

    /// <summary>Starts a new game: what the player does in it depends on the positions and on this seed alone.</summary>
    void Begin(ulong seed);

    /// <summary>A legal move of the position.</summary>
    /// <param name="state">A position that is not over; not changed.</param>
    Move Choose(GameState state);

    /// <summary>
    /// Another of the same strength for a game played beside this one's. What is large (a network) they share, and it stays this player's:
    /// the other one must not outlive it, and both belong to one thread.
    /// </summary>
    IPlayer ForAnotherGame();
}
