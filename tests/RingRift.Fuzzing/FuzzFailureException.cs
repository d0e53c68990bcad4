namespace RingRift.Fuzzing;

/// <summary>An event was neither accepted whole nor refused with a reason.</summary>
/// <param name="fuzzed">The event.</param>
/// <param name="text">Its text.</param>
/// <param name="fault">What is wrong.</param>
/// <param name="inner">The cause, if an exception was one.</param>
public sealed class FuzzFailureException(FuzzedEvent fuzzed, string text, string fault, Exception? inner = null)
    : Exception($"{fuzzed?.Type} with {fuzzed?.Mutation}: {fault}\n{text}", inner);
