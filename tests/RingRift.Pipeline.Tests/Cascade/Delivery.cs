namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>How the transport treats events.</summary>
/// <param name="Times">How often each is delivered.</param>
/// <param name="ShuffleSeed">Seed of a random order; null keeps the order of publishing.</param>
public sealed record Delivery(int Times = 1, int? ShuffleSeed = null);
