using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Stages.Promotion;

/// <summary>EVALUATION_COMPLETED → gate → MODEL_PROMOTED or PROMOTION_REJECTED; the next iteration when the candidate is gone.</summary>
public sealed class DecidePromotion(
    AggregateTransaction transaction, IterationStore iterations, PromotionGate gate, ChampionSwap swap, IArtifactStore artifacts, SelfPlayFeed feed)
    : StageHandler<EvaluationCompleted>
{
    /// <inheritdoc/>
    public override string Name => "DecidePromotion";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, EvaluationCompleted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var key = AggregateKey.Iteration(payload.Config, payload.Iteration);
        var result = await transaction.AnswerHandledAsync(key, envelope, cancellationToken)
            ?? await DecideAsync(key, envelope, payload, cancellationToken);
        return await feed.FollowAsync(result, envelope, payload.Config, payload.Iteration, cancellationToken);
    }

    private async Task<HandlerResult> DecideAsync(AggregateKey key, EventEnvelope envelope, EvaluationCompleted payload, CancellationToken cancellationToken)
    {
        var state = await iterations.FindAsync(payload.Config, payload.Iteration, cancellationToken);
        if (!StageCheck.IsAt(state, IterationStage.Promotion, EvaluationCompleted.Type, out var answer))
        {
            return answer;
        }

        var verdict = gate.Judge(state);
        if (await swap.HasSwappedAsync(state, cancellationToken))
        {
            // The pointer is what it is, whatever the gate asks for since: only the commit is missing.
            verdict = verdict.Passed ? verdict : verdict with { Passed = true, Reason = $"was swapped under other options; judged again: {verdict.Reason}" };
        }
        else if (verdict.Passed)
        {
            if (await WhyUnreadableAsync(state.Evaluation!.Candidate, cancellationToken) is { } fault)
            {
                return await transaction.ExecuteAsync<IterationState>(
                    key, envelope, current => PromotionPolicy.DecideUnreadable(current, envelope, fault), cancellationToken);
            }

            verdict = await swap.SwapAsync(state, verdict, cancellationToken);
        }

        return await transaction.ExecuteAsync<IterationState>(
            key, envelope, current => PromotionPolicy.Decide(current, envelope, verdict), cancellationToken);
    }

    /// <summary>Opening verifies every byte. A champion that cannot be read would stop self-play of its config.</summary>
    private async Task<string?> WhyUnreadableAsync(ArtifactRef candidate, CancellationToken cancellationToken)
    {
        try
        {
            await using var verified = await artifacts.OpenAsync(candidate, cancellationToken);
            return null;
        }
        catch (Exception e) when (e is ArtifactMissingException or ArtifactCorruptException)
        {
            return e.Message;
        }
    }
}
