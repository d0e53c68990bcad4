using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Stages.Succession;

/// <summary>MODEL_UPDATED → the candidate plays self-play from the next iteration on.</summary>
public sealed class AdoptGenerator(LearnerStore learners, LearnerPolicy policy, SelfPlayFeed feed) : StageHandler<ModelUpdated>
{
    /// <inheritdoc/>
    public override string Name => "AdoptGenerator";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, ModelUpdated payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var generator = new Generator(payload.Iteration, payload.Training, payload.Iteration) { Model = payload.Model, Checkpoint = payload.Checkpoint };
        await learners.ChangeAsync(payload.Config, (state, _) => policy.Adopted(state, generator), cancellationToken);
        await feed.FillAsync(payload.Config, envelope, cancellationToken);
        return new HandlerResult.Done();
    }
}
