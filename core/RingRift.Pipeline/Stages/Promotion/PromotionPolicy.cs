using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
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

        var evaluation = state.Evaluation! with { Gate = verdict.ToRecord() };
        state = state with { Evaluation = evaluation };
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
