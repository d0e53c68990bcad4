namespace RingRift.Eventing.DeadLetters;

/// <summary>A dead letter as loaded.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="Token">Concurrency token to change it under (a table's ETag).</param>
public sealed record StoredDeadLetter(DeadLetter Letter, string Token);
