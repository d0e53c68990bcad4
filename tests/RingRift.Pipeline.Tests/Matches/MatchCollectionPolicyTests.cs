using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Matches;

namespace RingRift.Pipeline.Tests.Matches;

public sealed class MatchCollectionPolicyTests
{
    [Fact]
    public void When_chunks_are_missing_should_count_and_say_nothing()
    {
        var state = States.Evaluation([null, null]);
        var accepted = States.Accepted(Decide(state, States.Played(state, state.Evaluation!.Matches[1], 1)));
        Assert.Empty(accepted.Events);
        Assert.Equal([1.0], accepted.State.Evaluation!.Matches[1].PairScores);
        Assert.Equal(IterationStage.Evaluation, accepted.State.Stage);
    }

    [Fact]
    public void When_the_last_chunk_comes_should_complete_with_an_interval_for_each_opponent()
    {
        var state = States.Evaluation([1, 0.5, null], [0.5, 1]);
        var decision = Decide(state, States.Played(state, state.Evaluation!.Matches[4], 0));
        var completed = States.Only<EvaluationCompleted>(decision);
        Assert.Equal(["champion", "random"], completed.Scores.Select(score => score.Opponent.Name));
        var random = completed.Scores[1];
        Assert.Equal((6, 3, 0.5), (random.Games, random.Wins, random.Score));
        Assert.All(completed.Scores, score => Assert.True(score.Low < score.Score && score.Score < score.High));
        Assert.Equal(IterationStage.Promotion, States.Accepted(decision).State.Stage);
    }

    [Fact]
    public void When_a_chunk_comes_again_under_another_id_should_be_stale()
    {
        var state = States.Evaluation([0.5, null]);
        States.Left<HandlerResult.Stale>(Decide(state, States.Played(state, state.Evaluation!.Matches[0])));
    }

    [Fact]
    public void When_the_plan_is_not_committed_yet_should_try_again()
    {
        var state = States.Evaluation([null]);
        States.Left<HandlerResult.Retry>(Decide(States.Training(), States.Played(state, state.Evaluation!.Matches[0])));
    }

    [Fact]
    public void When_results_lack_the_evidence_asked_for_should_be_dead_letters()
    {
        var state = States.Evaluation([null]);
        var played = States.Played(state, state.Evaluation!.Matches[0]);
        MatchCompleted[] wrong =
        [
            played with { JobId = "other" },
            played with { PairScores = [], Games = 0, Wins = 0 },
            played with { Games = 1 },
            played with { PairScores = [0.5, 0.5] },
            played with { PairScores = [1.5] },
            played with { PairScores = [double.NaN] },
            played with { Wins = 2, Draws = 1 },
            played with { Opponent = new Opponent("heuristic") },
        ];
        var cause = States.Cause(played);
        Assert.All(wrong, result => States.Left<HandlerResult.DeadLetter>(MatchCollectionPolicy.Decide(state, cause, result)));
    }

    [Fact]
    public void When_a_network_cannot_be_run_should_end_the_iteration_for_all_chunks()
    {
        var state = States.Evaluation([null, null]);
        var accepted = States.Accepted(MatchCollectionPolicy.DecideUnplayable(state, States.Cause(States.Played(state, state.Evaluation!.Matches[0])), "broken"));
        Assert.Equal((IterationOutcome.EvaluationFailed, "broken"), (accepted.State.Outcome, accepted.State.OutcomeReason));
        States.Left<HandlerResult.Stale>(Decide(accepted.State, States.Played(state, state.Evaluation.Matches[1])));
    }

    private static Decision<IterationState> Decide(IterationState state, MatchCompleted done) =>
        MatchCollectionPolicy.Decide(state, States.Cause(done), done);
}
