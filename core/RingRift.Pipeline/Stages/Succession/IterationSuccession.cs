using Microsoft.Extensions.Logging;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Succession;

/// <summary>
/// Begins an iteration after another. That is a transaction in the new iteration's own partition, with the event that ended the old
/// one in its inbox: repeated deliveries begin it once.
/// </summary>
public sealed partial class IterationSuccession(
    IterationStore iterations, AggregateTransaction transaction, IChampionStore champions, NextIterationPolicy policy, ShardPlan shards, PipelineHolds holds,
    TimeProvider time,
    ILogger<IterationSuccession> logger)
{
    /// <summary>Begins the iteration after <paramref name="iteration"/>, unless the run stops with it.</summary>
    public async Task<HandlerResult> BeginNextAsync(EventEnvelope cause, string config, int iteration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cause);
        var previous = await iterations.FindAsync(config, iteration, cancellationToken);
        if (!StageCheck.IsAt(previous, IterationStage.Finished, cause.Type, out var answer))
        {
            return answer;
        }

        if (policy.WhyNoNext(previous) is { } reason)
        {
            LogStopped(config, reason);
            return new HandlerResult.Done();
        }

        if (await holds.WhyNoIterationAsync(config, cancellationToken) is { } hold)
        {
            return new HandlerResult.Held($"iteration {iteration + 1} of {config} waits: {hold}");
        }

        var champion = (await champions.GetAsync(config, cancellationToken))?.Champion;
        var next = policy.After(previous, champion, time.GetUtcNow(), await shards.CountAsync(config, cancellationToken));
        return await transaction.ExecuteAsync<IterationState>(
            AggregateKey.Iteration(config, next.Iteration),
            cause,
            state => state is null
                ? new Decision<IterationState>.Accept(next, NextIterationPolicy.Requests(next))
                : StageCheck.Leave(new HandlerResult.Stale($"iteration {next.Iteration} of {config} has begun")),
            cancellationToken);
    }

    /// <summary>
    /// Second half of handling an event that may have ended its iteration for good: begins the next one if so. Runs after duplicates
    /// too, since a crash may have come between the halves.
    /// </summary>
    public async Task<HandlerResult> FollowAsync(
        HandlerResult first, EventEnvelope cause, string config, int iteration, CancellationToken cancellationToken)
    {
        if (first is HandlerResult.Done or HandlerResult.Duplicate
            && await iterations.FindAsync(config, iteration, cancellationToken) is { Stage: IterationStage.Finished } ended
            && NextIterationPolicy.IsFailure(ended))
        {
            var second = await BeginNextAsync(cause, config, iteration, cancellationToken);
            return second is HandlerResult.Retry ? second : first;
        }

        return first;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The run of {Config} stops: {Reason}")]
    private partial void LogStopped(string config, string reason);
}
