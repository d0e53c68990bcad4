using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>How long jobs take, by the jobs that the newest iterations have done.</summary>
public static class JobTimes
{
    /// <summary>Mean time of a kind's jobs, by the last attempt of each; null when none is done.</summary>
    public static TimeSpan? Mean(WorkKind kind, IEnumerable<IterationState> newest)
    {
        ArgumentNullException.ThrowIfNull(newest);
        var seconds = newest.SelectMany(
            state => kind == WorkKind.Training ? Training(state) : state.Shards.Select(shard => shard.Seconds)).ToArray();
        return seconds.Length == 0 ? null : TimeSpan.FromSeconds(seconds.Average());
    }

    private static IEnumerable<double> Training(IterationState state) => state.Training?.Seconds is { } seconds ? [seconds] : [];
}
