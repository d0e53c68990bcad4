using RingRift.Game;
using RingRift.Learning.Randomness;

namespace RingRift.Learning.Inference;

/// <summary>A position that a search wants evaluated, with room for the answer. One per search, used again for every simulation.</summary>
public sealed class Leaf
{
    private float[] _priors = new float[256];

    /// <summary>A leaf of a search.</summary>
    /// <param name="rules">Rules of the game.</param>
    /// <param name="random">The search's source of randomness, for evaluators that roll out.</param>
    public Leaf(GameRules rules, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(rules);
        State = new GameState(rules);
        Random = random;
        Values = new float[rules.Players];
    }

    /// <summary>
    /// The position. It is not over and has at least two legal moves. Evaluators may play on from it: the search rebuilds it.
    /// </summary>
    public GameState State { get; }

    /// <summary>Its legal moves.</summary>
    public MoveList Moves { get; } = new();

    /// <summary>Answer: how likely each legal move is to be best; sums to 1. One entry per entry of <see cref="Moves"/>.</summary>
    public Span<float> Priors
    {
        get
        {
            if (_priors.Length < Moves.Count)
            {
                Array.Resize(ref _priors, Math.Max(Moves.Count, 2 * _priors.Length));
            }

            return _priors.AsSpan(0, Moves.Count);
        }
    }

    /// <summary>Answer: the share each seat is expected to win, seat 1 first; sums to 1.</summary>
    public float[] Values { get; }

    /// <summary>Randomness that belongs to the game, so that what it decides does not depend on which games share a batch.</summary>
    public SeededRandom Random { get; }
}

/// <summary>What a search asks about its leaves. Implementations may look at encoded planes (networks) or play on (rollouts).</summary>
public interface ILeafEvaluator : IDisposable
{
    /// <summary>Identity of the model, for records of what it played.</summary>
    string ModelId { get; }

    /// <summary>Fills priors and values of every leaf.</summary>
    /// <param name="leaves">Leaves of different searches; any number.</param>
    void Evaluate(ReadOnlySpan<Leaf> leaves);
}
