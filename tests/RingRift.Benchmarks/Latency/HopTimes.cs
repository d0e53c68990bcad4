namespace RingRift.Benchmarks.Latency;

/// <summary>How long events took from one point to another, in milliseconds.</summary>
/// <param name="Hop">From where to where.</param>
/// <param name="P50">Half took no longer.</param>
/// <param name="P90">Nine of ten took no longer.</param>
/// <param name="P99">99 of 100 took no longer.</param>
/// <param name="Max">The longest.</param>
internal sealed record HopTimes(string Hop, double P50, double P90, double P99, double Max)
{
    /// <summary>The parts of the way to a committed state, and the whole.</summary>
    public static IReadOnlyList<HopTimes> ToCommit(IReadOnlyList<Passage> passages) =>
    [
        Of("publish → logged", passages, passage => passage.Logged - passage.Published),
        Of("logged → webhook", passages, passage => passage.Arrived!.Value - passage.Logged),
        Of("webhook → handler", passages, passage => passage.Started - passage.Arrived!.Value),
        Of("handler → committed", passages, passage => passage.Committed!.Value - passage.Started),
        Of("publish → committed", passages, passage => passage.Committed!.Value - passage.Published),
        Of("publish → returned", passages, passage => passage.Accepted - passage.Published),
    ];

    /// <summary>The parts of the way through a queue to a function's handler, and the whole.</summary>
    public static IReadOnlyList<HopTimes> ToQueueHandler(IReadOnlyList<Passage> passages) =>
    [
        Of("publish → logged", passages, passage => passage.Logged - passage.Published),
        Of("logged → queue → handler", passages, passage => passage.Started - passage.Logged),
        Of("publish → handler", passages, passage => passage.Started - passage.Published),
        Of("publish → handler's end", passages, passage => passage.Ended - passage.Published),
    ];

    private static HopTimes Of(string hop, IReadOnlyList<Passage> passages, Func<Passage, long> nanoseconds)
    {
        double[] sorted = [.. passages.Select(passage => nanoseconds(passage) / 1e6).Order()];
        double At(double part) => sorted[Math.Min(sorted.Length - 1, (int)(part * sorted.Length))];
        return new HopTimes(hop, At(0.5), At(0.9), At(0.99), sorted[^1]);
    }
}

/// <summary>The times of one event on its way, in nanoseconds of Unix time by the clock of one machine.</summary>
/// <param name="Published">Its publish was called.</param>
/// <param name="Logged">The event log had it.</param>
/// <param name="Accepted">The topic had accepted it: the publish returned.</param>
/// <param name="Arrived">The functions' host had its webhook; null where it came through a queue.</param>
/// <param name="Started">Its handler began.</param>
/// <param name="Committed">State, inbox and outbox were committed; null where nothing was.</param>
/// <param name="Ended">Its handler ended.</param>
internal sealed record Passage(long Published, long Logged, long Accepted, long? Arrived, long Started, long? Committed, long Ended);
