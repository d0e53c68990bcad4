namespace RingRift.Eventing.DeadLetters;

/// <summary>Open letters of a consumer that wait for longer than they should.</summary>
/// <param name="Count">Letters, from 1.</param>
/// <param name="Oldest">When the one that waits longest was given up (UTC).</param>
public sealed record StaleDeadLetters(int Count, DateTimeOffset Oldest);
