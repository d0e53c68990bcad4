using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Succession;

/// <summary>How many shards an iteration has, so that the workers there may be all have one: a worker plays one shard at a time.</summary>
public static class ShardCount
{
    /// <summary>An even part of the workers, at least the shards of the options and at most what one commit can ask for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="workers">Self-play workers there may be.</param>
    /// <param name="runs">Configs that share them, at least 1.</param>
    public static int Of(PipelineOptions options, int workers, int runs)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        return Math.Clamp((workers + runs - 1) / runs, options.ShardsPerIteration, PipelineOptions.MaxJobsPerStage);
    }
}
