using RingRift.Game;

namespace RingRift.Web.Opponents;

/// <summary>Asks players of the program for moves without holding up the page.</summary>
public interface IOpponents : IAsyncDisposable
{
    /// <summary>What a player chooses. Only one question at a time.</summary>
    /// <param name="player">Name of a baseline, such as <c>uct-64</c>, or of a <see cref="NetworkPlayer"/>.</param>
    /// <param name="state">A position that is not over; not changed.</param>
    /// <param name="seed">Seed of what the player draws by lot.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>A legal move of the position, and what the player says about it.</returns>
    /// <exception cref="OpponentException">The search failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Task<Thought> ChooseAsync(string player, GameState state, ulong seed, CancellationToken cancellationToken);
}

/// <summary>A player that gave no move.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="inner">The cause.</param>
public sealed class OpponentException(string message, Exception? inner = null) : Exception(message, inner);
