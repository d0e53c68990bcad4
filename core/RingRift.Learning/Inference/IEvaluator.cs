using RingRift.Game;

namespace RingRift.Learning.Inference;

/// <summary>
/// A network: encoded positions in, policy logits and seat values out. Calls must not overlap; other batches may be filled and read
/// meanwhile.
/// </summary>
public interface IEvaluator : IDisposable
{
    /// <summary>The configuration it plays.</summary>
    GameConfig Config { get; }

    /// <summary>Identity of the model, for records of what it played.</summary>
    string ModelId { get; }

    /// <summary>The most positions one call takes.</summary>
    int MaxBatch { get; }

    /// <summary>Evaluates positions that lie anywhere: they are copied in, and the answers out.</summary>
    /// <param name="count">Positions, 1..<see cref="MaxBatch"/>.</param>
    /// <param name="planes">Inputs, [count, planes, height, width].</param>
    /// <param name="policyLogits">Receives [count, actions]; logits of illegal actions mean nothing.</param>
    /// <param name="seatValues">
    /// Receives [count, players]: the share each seat is expected to win, seat to move first; each row sums to 1.
    /// </param>
    /// <exception cref="InferenceException">The network gave a value that is not finite.</exception>
    void Evaluate(int count, ReadOnlySpan<float> planes, Span<float> policyLogits, Span<float> seatValues);

    /// <summary>Buffers for <see cref="MaxBatch"/> positions; the caller disposes them, before the evaluator.</summary>
    InferenceBatch NewBatch() => new(Config, MaxBatch);

    /// <summary>Evaluates the first rows of a batch in place: nothing is copied, and next to nothing allocated.</summary>
    /// <param name="batch">Made by this evaluator's <see cref="NewBatch"/>.</param>
    /// <param name="count">Rows, 1..<see cref="MaxBatch"/>.</param>
    /// <exception cref="InferenceException">The network gave a value that is not finite.</exception>
    void Evaluate(InferenceBatch batch, int count)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Evaluate(count, batch.PlanesOf(count), batch.PolicyLogitsOf(count), batch.SeatValuesOf(count));
    }
}

/// <summary>A network that answers later, where it runs outside of .NET and calls of it cannot be waited for. Calls must not overlap.</summary>
public interface IAsyncEvaluator
{
    /// <summary>The configuration it plays.</summary>
    GameConfig Config { get; }

    /// <summary>Evaluates every row of a batch in place.</summary>
    /// <param name="batch">Its planes are filled; takes policy logits and seat values.</param>
    /// <exception cref="InferenceException">The network gave no answer that can be used.</exception>
    Task EvaluateAsync(InferenceBatch batch);
}

/// <summary>A model that cannot be used: it does not fit the game, or it answers with values that are not finite.</summary>
/// <param name="message">What is wrong, with the model's identity.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class InferenceException(string message, Exception? inner = null) : Exception(message, inner);
