using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Promotion;

/// <summary>Records what became of the candidate.</summary>
public static class PromotionPolicy
{
    /// <summary>Decides when the candidate cannot be read any more, before anybody depends on it.</summary>
    public static Decision<IterationState> DecideUnreadable(IterationState? state, EventEnvelope cause, string fault) =>
        StageCheck.IsAt(state, IterationStage.Promotion, EvaluationCompleted.Type, out var answer)
            ? new Decision<IterationState>.Accept(
                state.Ended(cause, IterationOutcome.EvaluationFailed, $"the candidate cannot be read: {fault}"))
            : StageCheck.Leave(answer);

    /// <summary>Decides once the champion pointer is what the verdict says.</summary>
    public static Decision<IterationState> Decide(IterationState? state, EventEnvelope cause, PromotionVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(verdict);
        if (!StageCheck.IsAt(state, IterationStage.Promotion, EvaluationCompleted.Type, out var answer))
        {
            return StageCheck.Leave(answer);
        }

        var evaluation = state.Evaluation!;
        if (!verdict.Passed)
        {
            return new Decision<IterationState>.Accept(
                state.Ended(cause, IterationOutcome.Rejected, verdict.Reason),
                EventDraft.Of(new PromotionRejected
                {
                    Config = state.Config,
                    Iteration = state.Iteration,
                    Candidate = evaluation.Candidate,
                    Reason = verdict.Reason,
                }));
        }

        return new Decision<IterationState>.Accept(
            state.Noting(cause, $"promoted: {verdict.Reason}") with
            {
                Stage = IterationStage.Distribution,
                Outcome = IterationOutcome.Promoted,
                OutcomeReason = verdict.Reason,
            },
            EventDraft.Of(new ModelPromoted
            {
                Config = state.Config,
                Iteration = state.Iteration,
                Model = evaluation.Candidate,
                Previous = evaluation.Champion,
                Reason = verdict.Reason,
            }));
    }
}

/// <summary>What the promotion gate looks at.</summary>
/// <param name="Opponent">Whom the candidate has to be better than.</param>
/// <param name="Pairs">Pairs played so far.</param>
/// <param name="Bound">Score with its interval at the confidence asked for; null without games (K11).</param>
/// <param name="Even">An even share: the lower end has to lie above it.</param>
public sealed record PromotionMeasure(string Opponent, int Pairs, ScoreInterval? Bound, double Even)
{
    /// <summary>Whether the candidate passes.</summary>
    public bool Passes => Bound is { } bound && bound.Low > Even;
}
