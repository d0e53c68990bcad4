using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Promotion;

namespace RingRift.Pipeline.Tests.Stages.Promotion;

public sealed class PromotionPolicyTests
{
    private static readonly IterationState State = States.Evaluation([1], [1]) with { Stage = IterationStage.Promotion };

    [Fact]
    public void When_the_gate_passed_should_say_who_replaced_whom()
    {
        var decision = Decide(State, Verdict(true, "better"));
        var promoted = States.Only<ModelPromoted>(decision);
        Assert.Equal((States.Candidate, States.Champion.Model, "better"), (promoted.Model, promoted.Previous, promoted.Reason));
        var state = States.Accepted(decision).State;
        Assert.Equal((IterationStage.Distribution, IterationOutcome.Promoted), (state.Stage, state.Outcome));
    }

    [Fact]
    public void When_the_gate_refused_should_end_the_iteration_with_the_reason()
    {
        var decision = Decide(State, Verdict(false, "not better"));
        Assert.Equal(
            (States.Candidate, "not better"),
            (States.Only<PromotionRejected>(decision).Candidate, States.Only<PromotionRejected>(decision).Reason));
        var state = States.Accepted(decision).State;
        Assert.Equal((IterationStage.Finished, IterationOutcome.Rejected), (state.Stage, state.Outcome));
    }

    [Fact]
    public void When_games_are_missing_should_try_again() =>
        States.Left<HandlerResult.Retry>(Decide(States.Evaluation([null]), Verdict(true, "better")));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_keep_what_the_gate_went_by(bool passed)
    {
        var gate = States.Accepted(Decide(State, Verdict(passed, "why"))).State.Evaluation!.Gate!;
        Assert.Equal((passed, "why", "champion", SequentialVerdict.Undecided, 1), (gate.Passed, gate.Reason, gate.Opponent, gate.Verdict, gate.Pairs));
        Assert.Equal((0, 50, 0.05, 0.05), (gate.Elo0, gate.Elo1, gate.Alpha, gate.Beta));
        Assert.Equal([new ScoreCount(1, 1)], gate.Counts);
        Assert.InRange(gate.LogLikelihoodRatio, 0.01, gate.Upper);
        Assert.Equal(-gate.Upper, gate.Lower, 9);
    }

    private static PromotionVerdict Verdict(bool passed, string reason) => new(passed, reason, new PromotionGate(new PromotionOptions()).Measure(State));

    private static Decision<IterationState> Decide(IterationState state, PromotionVerdict verdict)
    {
        var completed = new EvaluationCompleted { Config = States.Config, Iteration = 2, Candidate = States.Candidate, Scores = [] };
        return PromotionPolicy.Decide(state, States.Cause(completed), verdict);
    }
}
