using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Promotion;

namespace RingRift.Pipeline.Tests.Stages.Promotion;

public sealed class PromotionPolicyTests
{
    private static readonly IterationState State = States.Evaluation([1], [1]) with { Stage = IterationStage.Promotion };

    [Fact]
    public void When_the_gate_passed_should_say_who_replaced_whom()
    {
        var decision = Decide(State, new PromotionVerdict(true, "better"));
        var promoted = States.Only<ModelPromoted>(decision);
        Assert.Equal((States.Candidate, States.Champion.Model, "better"), (promoted.Model, promoted.Previous, promoted.Reason));
        var state = States.Accepted(decision).State;
        Assert.Equal((IterationStage.Distribution, IterationOutcome.Promoted), (state.Stage, state.Outcome));
    }

    [Fact]
    public void When_the_gate_refused_should_end_the_iteration_with_the_reason()
    {
        var decision = Decide(State, new PromotionVerdict(false, "not better"));
        Assert.Equal(
            (States.Candidate, "not better"),
            (States.Only<PromotionRejected>(decision).Candidate, States.Only<PromotionRejected>(decision).Reason));
        var state = States.Accepted(decision).State;
        Assert.Equal((IterationStage.Finished, IterationOutcome.Rejected), (state.Stage, state.Outcome));
    }

    [Fact]
    public void When_games_are_missing_should_try_again() =>
        States.Left<HandlerResult.Retry>(Decide(States.Evaluation([null]), new PromotionVerdict(true, "better")));

    private static Decision<IterationState> Decide(IterationState state, PromotionVerdict verdict)
    {
        var completed = new EvaluationCompleted { Config = States.Config, Iteration = 2, Candidate = States.Candidate, Scores = [] };
        return PromotionPolicy.Decide(state, States.Cause(completed), verdict);
    }
}
