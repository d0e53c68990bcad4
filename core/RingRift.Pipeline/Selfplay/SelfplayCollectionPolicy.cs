using System.Globalization;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Selfplay;

/// <summary>Collects shards in whatever order they come; the last one triggers the sync.</summary>
public static class SelfplayCollectionPolicy
{
    /// <summary>Decides about a stored shard.</summary>
    public static Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, SelfplayComplete done)
    {
        ArgumentNullException.ThrowIfNull(done);
        if (StageCheck.NotAt(state, IterationStage.Selfplay, SelfplayComplete.Type) is { } answer)
        {
            return StageCheck.Leave(answer);
        }

        if (done.Shard < 0 || done.Shard >= state!.Plan.Shards || done.JobId != JobIds.Selfplay(state.Config, state.Iteration, done.Shard))
        {
            return StageCheck.Leave(new HandlerResult.DeadLetter(
                $"job '{done.JobId}' with shard {done.Shard} was never asked for; the iteration has {state!.Plan.Shards} shards"));
        }

        if (state.Shards.Any(shard => shard.Shard == done.Shard))
        {
            return StageCheck.Leave(new HandlerResult.Stale($"shard {done.Shard} is already stored"));
        }

        var shards = state.Shards.Append(new ShardResult(done.Shard, done.Data, done.Games, done.Attempt, done.Seconds))
            .OrderBy(shard => shard.Shard).ToArray();
        var next = (state with { Shards = shards }).Noting(cause, string.Create(CultureInfo.InvariantCulture, $"shard {done.Shard}: {done.Games} games"));
        return shards.Length < state.Plan.Shards
            ? new Decision<IterationState>.Accept(next)
            : new Decision<IterationState>.Accept(
                next with { Stage = IterationStage.Sync },
                EventDraft.Of(new DataSyncTriggered { Config = state.Config, Iteration = state.Iteration, Shards = [.. shards.Select(shard => shard.Data)] }));
    }
}
