namespace RingRift.Learning.Evaluation;

/// <summary>A model that cannot be used: it does not fit the game, or it answers with values that are not finite.</summary>
/// <param name="message">What is wrong, with the model's identity.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class EvaluationException(string message, Exception? inner = null) : Exception(message, inner);
