using System.Globalization;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Sync;

/// <summary>Goes on with whatever games are good; an iteration without any ends here.</summary>
public static class SyncPolicy
{
    /// <summary>Decides about a manifest.</summary>
    public static Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, GameManifest manifest, ArtifactRef stored)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (!StageCheck.IsAt(state, IterationStage.Sync, DataSyncTriggered.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        var result = new SyncResult(stored, manifest.Games(), manifest.Duplicates(), manifest.Rejected());
        var synced = state with { Sync = result };
        var fault = manifest.Shards.FirstOrDefault(shard => shard.Fault is not null)?.Fault;
        if (result.Games == 0)
        {
            return new Decision<IterationState>.Accept(synced.Ended(
                cause,
                IterationOutcome.DataRefused,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"no game is left: {result.Duplicates} seen before, {result.Rejected} invalid; {fault ?? "no fault"}")));
        }

        var note = string.Create(
            CultureInfo.InvariantCulture, $"{result.Games} games kept, {result.Duplicates} seen before, {result.Rejected} invalid");
        return new Decision<IterationState>.Accept(
            synced.Noting(cause, fault is null ? note : $"{note}; {fault}") with { Stage = IterationStage.Export },
            EventDraft.Of(new DataSyncCompleted
            {
                Config = state.Config,
                Iteration = state.Iteration,
                Manifest = stored,
                Games = result.Games,
                Duplicates = result.Duplicates,
                Rejected = result.Rejected,
            }));
    }
}
