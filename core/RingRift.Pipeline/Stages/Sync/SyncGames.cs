using System.Text.Json;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Stages.Sync;

/// <summary>DATA_SYNC_TRIGGERED → manifest → DATA_SYNC_COMPLETED.</summary>
public sealed class SyncGames(
    AggregateTransaction transaction, IterationStore iterations, ShardVerifier verifier, IArtifactStore artifacts, SelfPlayFeed feed)
    : StageHandler<DataSyncTriggered>
{
    /// <inheritdoc/>
    public override string Name => "SyncGames";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, DataSyncTriggered payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var key = AggregateKey.Iteration(payload.Config, payload.Iteration);
        var result = await transaction.AnswerHandledAsync(key, envelope, cancellationToken)
            ?? await SyncAsync(key, envelope, payload, cancellationToken);
        return await feed.FollowAsync(result, envelope, payload.Config, payload.Iteration, cancellationToken);
    }

    private async Task<HandlerResult> SyncAsync(AggregateKey key, EventEnvelope envelope, DataSyncTriggered payload, CancellationToken cancellationToken)
    {
        var state = await iterations.FindAsync(payload.Config, payload.Iteration, cancellationToken);
        if (!StageCheck.IsAt(state, IterationStage.Sync, DataSyncTriggered.Type, out var answer))
        {
            return answer;
        }

        var manifest = await verifier.VerifyAsync(state, cancellationToken);
        using var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, EventJson.Options));
        var stored = await artifacts.PutAsync(ArtifactKind.Manifest, json, cancellationToken);
        return await transaction.ExecuteAsync<IterationState>(
            key, envelope, current => SyncPolicy.Decide(current, envelope, manifest, stored), cancellationToken);
    }
}
