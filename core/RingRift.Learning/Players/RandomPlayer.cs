using RingRift.Game;
using RingRift.Learning.Randomness;

namespace RingRift.Learning.Players;

/// <summary>Chooses among the legal moves with equal probability.</summary>
public sealed class RandomPlayer : IPlayer
{
    private readonly SeededRandom _random = new(0);
    private readonly MoveList _moves = new();

    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public void Begin(ulong seed) => _random.Reset(seed);

    /// <inheritdoc/>
    public Move Choose(GameState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.LegalMoves(_moves);
        return _moves[_random.Next(_moves.Count)];
    }

    /// <inheritdoc/>
    public IPlayer ForAnotherGame() => new RandomPlayer();
}
