using RingRift.Eventing.Records;

namespace RingRift.Eventing.DeadLetters;

/// <summary>What was told about the dead letters of one consumer.</summary>
/// <param name="Consumer">Name of the consumer.</param>
/// <param name="StaleSince">When it was told that letters wait too long (UTC); null while none does.</param>
/// <param name="Redriven">Letters sent again so far.</param>
/// <param name="Discarded">Letters discarded so far.</param>
public sealed record ConsumerDeadLetters(string Consumer, DateTimeOffset? StaleSince = null, long Redriven = 0, long Discarded = 0) : StoredRecord;
