namespace RingRift.Eventing.DeadLetters;

/// <summary>How many dead letters a consumer has.</summary>
/// <param name="Consumer">Name of the consumer.</param>
/// <param name="Status">Their status.</param>
/// <param name="Letters">Their number, from 0.</param>
public sealed record DeadLetterCount(string Consumer, DeadLetterStatus Status, long Letters);
