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
        return ShardCount.Of(options, scaler.Selfplay.Maximum, others + 1);
    }

    private bool GoesOn(IterationState state) => state.Stage != IterationStage.Finished || successions.WhyNoNext(state) is null;
}
