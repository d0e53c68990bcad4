using System.Globalization;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Stages.SelfPlay;

/// <summary>
/// Collects shards in whatever order they come, stored and given up; the last one triggers the sync of those that are stored. An iteration
/// without any ends here.
/// </summary>
public static class SelfPlayCollectionPolicy
{
    /// <summary>Decides about a stored shard.</summary>
    public static Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, SelfplayComplete done)
    {
        ArgumentNullException.ThrowIfNull(done);
        if (!StageCheck.IsAt(state, IterationStage.SelfPlay, SelfplayComplete.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        if (Refuse(state, done.Shard, done.JobId) is { } refused)
        {
            return StageCheck.Leave(refused);
        }

        var stored = state.Shards.Append(
            new ShardResult(done.Shard, done.Data, done.Games, done.Attempt, done.Seconds) { Model = done.Model }).OrderBy(shard => shard.Shard);

        // A shard that was given up may have been played after all, by a job that people had redriven.
        var next = state with { Shards = [.. stored], FailedShards = [.. state.FailedShards.Where(shard => shard.Shard != done.Shard)] };
        return Next(next.Noting(cause, string.Create(CultureInfo.InvariantCulture, $"shard {done.Shard}: {done.Games} games")), cause);
    }

    /// <summary>Decides about a shard that was given up.</summary>
    public static Decision<IterationState> DecideFailed(IterationState? state, EventEnvelope cause, SelfplayFailed failed)
    {
        ArgumentNullException.ThrowIfNull(failed);
        if (!StageCheck.IsAt(state, IterationStage.SelfPlay, SelfplayFailed.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        if (Refuse(state, failed.Shard, failed.JobId) is { } refused)
        {
            return StageCheck.Leave(refused);
        }

        if (state.FailedShards.Any(shard => shard.Shard == failed.Shard))
        {
            return StageCheck.Leave(new HandlerResult.Stale($"shard {failed.Shard} is already given up"));
        }

        var shards = state.FailedShards.Append(new FailedShard(failed.Shard, failed.Reason)).OrderBy(shard => shard.Shard);
        var next = state with { FailedShards = [.. shards] };
        return Next(
            next.Noting(cause, string.Create(CultureInfo.InvariantCulture, $"shard {failed.Shard} given up: {failed.Reason}")), cause);
    }

    private static HandlerResult? Refuse(IterationState state, int shard, string jobId) => state switch
    {
        _ when shard < 0 || shard >= state.Plan.Shards || jobId != JobIds.SelfPlay(state.Config, state.Iteration, shard) =>
            new HandlerResult.DeadLetter(
            $"job '{jobId}' with shard {shard} was never asked for; the iteration has {state.Plan.Shards} shards"),
        _ when state.Shards.Any(stored => stored.Shard == shard) => new HandlerResult.Stale($"shard {shard} is already stored"),
        _ => null,
    };

    private static Decision<IterationState> Next(IterationState state, EventEnvelope cause) => state switch
    {
        _ when state.MissingShards().Any() => new Decision<IterationState>.Accept(state),
        { Shards.Count: 0 } => new Decision<IterationState>.Accept(state.Ended(
            cause, IterationOutcome.SelfPlayFailed, $"every shard was given up, the last with: {state.FailedShards[^1].Reason}")),
        _ => new Decision<IterationState>.Accept(
            state with { Stage = IterationStage.Sync },
            EventDraft.Of(
                new DataSyncTriggered
                {
                    Config = state.Config,
                    Iteration = state.Iteration,
                    Shards = [.. state.Shards.Select(shard => shard.Data)],
                })),
    };
}
