using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Stages.Export;

/// <summary>DATA_SYNC_COMPLETED → .npz → NPZ_EXPORT_COMPLETE.</summary>
public sealed class ExportSamples(
    AggregateTransaction transaction, IterationStore iterations, SampleExporter exporter, SelfPlayFeed feed)
    : StageHandler<DataSyncCompleted>
{
    /// <inheritdoc/>
    public override string Name => "ExportSamples";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, DataSyncCompleted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var key = AggregateKey.Iteration(payload.Config, payload.Iteration);
        var result = await transaction.AnswerHandledAsync(key, envelope, cancellationToken)
            ?? await ExportAsync(key, envelope, payload, cancellationToken);
        return await feed.FollowAsync(result, envelope, payload.Config, payload.Iteration, cancellationToken);
    }

    private async Task<HandlerResult> ExportAsync(AggregateKey key, EventEnvelope envelope, DataSyncCompleted payload, CancellationToken cancellationToken)
    {
        var state = await iterations.FindAsync(payload.Config, payload.Iteration, cancellationToken);
        if (!StageCheck.IsAt(state, IterationStage.Export, DataSyncCompleted.Type, out var answer))
        {
            return answer;
        }

        Func<IterationState?, Decision<IterationState>> decide;
        try
        {
            var export = await exporter.ExportAsync(state, cancellationToken);
            decide = current => ExportPolicy.Decide(current, envelope, export);
        }
        catch (Exception e) when (e is ArtifactMissingException or ArtifactCorruptException or GameShardException)
        {
            decide = current => ExportPolicy.DecideUnreadable(current, envelope, e.Message);
        }

        return await transaction.ExecuteAsync(key, envelope, decide, cancellationToken);
    }
}
