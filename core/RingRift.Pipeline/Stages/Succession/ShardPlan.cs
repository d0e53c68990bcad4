using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Stages.Succession;

/// <summary>The shards of an iteration that is about to begin: those of the options, or as many as its part of the self-play workers (ADR 0023).</summary>
public sealed class ShardPlan(PipelineOptions options, ScalerOptions scaler, NewestIterations newest, NextIterationPolicy successions)
{
    /// <summary>Shards of the next iteration of a config.</summary>
    public async Task<int> CountAsync(string config, CancellationToken cancellationToken)
    {
        if (!options.ShardsFollowWorkers)
        {
            return options.ShardsPerIteration;
        }

        // A run that goes on takes its part whatever stage it is at: it asks for its shards sooner or later.
        var others = (await newest.ReadAsync(cancellationToken).ConfigureAwait(false)).Count(state => state.Config != config && GoesOn(state));
        return ShardCount.Of(options, scaler.SelfPlay.Maximum, others + 1);
    }

    private bool GoesOn(IterationState state) => state.Stage != IterationStage.Finished || successions.WhyNoNext(state) is null;
}

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
