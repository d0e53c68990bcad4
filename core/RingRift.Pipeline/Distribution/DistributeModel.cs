using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Artifacts;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Distribution;

/// <summary>MODEL_PROMOTED → verified alias → MODEL_DISTRIBUTION_COMPLETE.</summary>
public sealed class DistributeModel(AggregateTransaction transaction, IArtifactStore artifacts, IChampionStore champions) : StageHandler<ModelPromoted>
{
    /// <summary>Alias of a config's champion.</summary>
    public static string AliasOf(string config) => $"{config}.onnx";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, ModelPromoted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var key = AggregateKey.Iteration(payload.Config, payload.Iteration);
        if (await transaction.AnswerHandledAsync(key, envelope, cancellationToken) is { } answered)
        {
            return answered;
        }

        var pointer = await champions.GetAsync(payload.Config, cancellationToken);
        if (pointer?.Champion.Model != payload.Model)
        {
            return new HandlerResult.Stale($"the champion is {pointer?.Champion.Model.ShortId ?? "none"} by now, not {payload.Model.ShortId}");
        }

        try
        {
            // Opening verifies length and hash of every byte that workers will read.
            await using var verified = await artifacts.OpenAsync(payload.Model, cancellationToken);
        }
        catch (Exception e) when (e is ArtifactMissingException or ArtifactCorruptException)
        {
            return new HandlerResult.DeadLetter($"the new champion cannot be read: {e.Message}");
        }

        var location = await artifacts.SetAliasAsync(AliasOf(payload.Config), payload.Model, cancellationToken);
        return await transaction.ExecuteAsync<IterationState>(
            key, envelope, state => DistributionPolicy.Decide(state, envelope, payload, location), cancellationToken);
    }
}
