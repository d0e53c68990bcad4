using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Evaluation;

namespace RingRift.Pipeline.Tests.Stages.Evaluation;

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

    [Fact]
    public void When_a_past_champion_cannot_be_played_should_complete_without_it()
    {
        var state = WithPast(States.Evaluation([1.0], [0.5]));
        var past = state.Evaluation!.Matches[^1].Opponent;
        var decision = MatchCollectionPolicy.DecideWithdrawn(state, States.Cause(States.Played(state, state.Evaluation.Matches[0])), past, "broken");
        Assert.Equal(["champion", "random"], States.Only<EvaluationCompleted>(decision).Scores.Select(score => score.Opponent.Name));
        var ended = States.Accepted(decision).State;
        Assert.Equal(IterationStage.Promotion, ended.Stage);
        Assert.Contains("broken", ended.Timeline[^1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_withdrawn_chunk_comes_all_the_same_should_be_stale()
    {
        var state = WithPast(States.Evaluation([null]));
        var past = state.Evaluation!.Matches[^1];
        var withdrawn = States.Accepted(
            MatchCollectionPolicy.DecideWithdrawn(state, States.Cause(States.Played(state, past)), past.Opponent, "broken"));
        Assert.Empty(withdrawn.Events);
        States.Left<HandlerResult.Stale>(Decide(withdrawn.State, States.Played(state, past)));
        Assert.Equal(IterationStage.Promotion, States.Accepted(Decide(withdrawn.State, States.Played(state, state.Evaluation.Matches[0]))).State.Stage);
    }

    private static IterationState WithPast(IterationState state)
    {
        var past = state.Evaluation!.Matches[^1] with
        {
            JobId = "past",
            Opponent = new Opponent("past-000000000000", States.Artifact(ArtifactKind.Model, 7)),
            PairScores = null,
            Games = 0,
            Wins = 0,
        };
        return state with { Evaluation = state.Evaluation with { Matches = [.. state.Evaluation.Matches, past] } };
    }

    private static Decision<IterationState> Decide(IterationState state, MatchCompleted done) =>
        MatchCollectionPolicy.Decide(state, States.Cause(done), done);
}
