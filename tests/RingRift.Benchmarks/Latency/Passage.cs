namespace RingRift.Benchmarks.Latency;

/// <summary>The times of one event on its way, in nanoseconds of Unix time by the clock of one machine.</summary>
/// <param name="Published">Its publish was called.</param>
/// <param name="Logged">The event log had it.</param>
/// <param name="Accepted">The topic had accepted it: the publish returned.</param>
/// <param name="Arrived">The functions' host had its webhook; null where it came through a queue.</param>
/// <param name="Started">Its handler began.</param>
/// <param name="Committed">State, inbox and outbox were committed; null where nothing was.</param>
/// <param name="Ended">Its handler ended.</param>
internal sealed record Passage(long Published, long Logged, long Accepted, long? Arrived, long Started, long? Committed, long Ended);
