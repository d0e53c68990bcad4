using System.Text.Json;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Stages.Evaluation;
using RingRift.Pipeline.Stages.Promotion;

namespace RingRift.Pipeline.Tests.Stages.Evaluation;

public sealed class MatchCollectionPolicyTests
{
    private static readonly MatchCollectionPolicy Policy = With("random");

    private static MatchCollectionPolicy With(string baselines)
    {
        var options = new EvaluationOptions { PairsAgainstGenerator = 2, GeneratorFloor = 0.4, Baselines = baselines };
        var gate = new PromotionGate(new PromotionOptions { PromotionTest = new SequentialTestOptions { Elo1 = 100, Alpha = 0.4, Beta = 0.4 } });
        return new MatchCollectionPolicy(options, new EvaluationPlanPolicy(options), gate);
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.5, 0.3)]
    public void When_a_candidate_stands_the_network_that_plays_should_play_itself(double first, double second)
    {
        var one = Checked(first, null);
        var accepted = States.Accepted(Decide(one, States.Played(one, one.Evaluation!.Matches[1], second)));
        var plays = accepted.Events[0].Data.Deserialize<ModelUpdated>(EventJson.Options)!;
        Assert.Equal((States.Candidate, one.Training!.Checkpoint, 4), (plays.Model, plays.Checkpoint, plays.Training));
        Assert.True(accepted.State.Evaluation!.Passed);
        Assert.Equal(IterationStage.Evaluation, accepted.State.Stage);
    }

    [Fact]
    public void When_a_candidate_loses_to_the_network_that_plays_should_end_it_at_once()
    {
        var state = Checked(0.5, null);
        var decision = Decide(state, States.Played(state, state.Evaluation!.Matches[1], 0));
        Assert.Contains("below 0.400", States.Only<PromotionRejected>(decision).Reason, StringComparison.Ordinal);
        Assert.Equal(IterationOutcome.Rejected, States.Accepted(decision).State.Outcome);
    }

    [Fact]
    public void When_a_failed_check_comes_before_or_after_other_games_should_conclude_the_same()
    {
        var champion = States.Evaluation([null], [0.5, 0, 0]);
        champion = champion with { Evaluation = champion.Evaluation! with { IsChecked = true, Generator = States.Champion.Model } };
        Assert.Equal(3, champion.Evaluation.Matches.Count(match => match.Opponent.Name == EvaluationState.ChampionName));
        IterationState Ended(params double?[] scores)
        {
            var state = champion with
            {
                Evaluation = champion.Evaluation! with
                {
                    Matches = [.. champion.Evaluation.Matches.Select((match, at) => match with { PairScores = scores[at] is { } score ? [score] : null })],
                },
            };
            return States.Accepted(Decide(state, States.Played(state, state.Evaluation!.Matches[1], 0))).State;
        }

        var (first, last) = (Ended(0.5, null, null, null), Ended(0.5, null, 0, 1));
        Assert.Equal((IterationOutcome.Rejected, IterationOutcome.Rejected), (first.Outcome, last.Outcome));
        Assert.Equal(JsonSerializer.Serialize(first.Evaluation), JsonSerializer.Serialize(last.Evaluation));
        Assert.Equal(first.IsProvenWorse(), last.IsProvenWorse());
    }

    [Fact]
    public void When_another_candidate_is_measured_should_end_with_the_check()
    {
        var state = Checked(0.5, null);
        state = state with { Evaluation = state.Evaluation! with { IsMeasured = false, Matches = [.. state.Evaluation.Matches.Take(2)] } };
        var decision = Decide(state, States.Played(state, state.Evaluation!.Matches[1], 1));
        States.Only<ModelUpdated>(decision);
        Assert.Equal(IterationOutcome.Unmeasured, States.Accepted(decision).State.Outcome);
    }

    [Fact]
    public void When_the_champion_plays_should_judge_by_the_first_games_against_it()
    {
        var state = States.Evaluation([null], [0.5, null, null]);
        state = state with { Evaluation = state.Evaluation! with { IsChecked = true, Generator = States.Champion.Model } };
        Assert.Equal(ModelUpdated.Type, Assert.Single(States.Accepted(Decide(state, States.Played(state, state.Evaluation!.Matches[1], 1))).Events).Type);
    }

    private static IterationState Checked(double? first, double? second)
    {
        var state = States.Evaluation([null]);
        var opponent = new Opponent("generator", States.Artifact(ArtifactKind.Model, 55));
        MatchState Chunk(int pair, double? score) => new()
        {
            JobId = JobIds.Match(States.Config, 2, opponent.Name, pair),
            Opponent = opponent,
            FirstPair = pair,
            Pairs = 1,
            PairScores = score is { } played ? [played] : null,
            Games = score is null ? 0 : 2,
        };
        return state with
        {
            Training = state.Training! with { Number = 4 },
            Evaluation = state.Evaluation! with { IsChecked = true, Generator = opponent.Model, Matches = [Chunk(0, first), Chunk(1, second), .. state.Evaluation.Matches] },
        };
    }

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

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void Should_measure_baselines_only_of_a_candidate_that_passes(double score, bool measured)
    {
        var state = States.Evaluation([], [score, score, score, score, score, null]);
        var played = States.Played(state, state.Evaluation!.Matches[5], score);
        var accepted = States.Accepted(With("random uct-16").Decide(state, States.Cause(played), played, state.Evaluation!.Champion));
        Assert.Equal(measured ? IterationStage.Evaluation : IterationStage.Promotion, accepted.State.Stage);
        Assert.All(accepted.Events, draft => Assert.Equal(measured ? MatchRequested.Type : EvaluationCompleted.Type, draft.Type));
        Assert.Equal(measured ? ["random", "uct-16"] : [], accepted.State.Evaluation!.Matches.Skip(6).Select(match => match.Opponent.Name).Distinct());
    }

    [Fact]
    public void When_the_test_is_open_should_ask_for_one_more_chunk_for_each_without_a_gap_before_it()
    {
        var state = Open([null, null, null]);
        state = After(state, 1, [], score: 1);
        state = After(state, 0, [(3, 3), (4, 8)]);
        state = After(state, 3, []);
        Assert.Equal(5, state.Evaluation!.Matches.Count);
    }

    [Fact]
    public void When_the_most_pairs_are_asked_for_should_ask_for_no_more_and_complete_undecided()
    {
        var state = Open([0.5, 0.5, 0.5, null]);
        state = state with { Evaluation = state.Evaluation! with { MostPairs = 4 } };
        Assert.Equal(IterationStage.Promotion, States.Accepted(Decide(state, States.Played(state, state.Evaluation!.Matches[3]))).State.Stage);
    }

    [Fact]
    public void When_the_test_has_decided_should_wait_for_what_was_asked_for_and_ask_for_no_more()
    {
        var state = After(After(Open([null, null, null]), 0, [], 0), 1, [], 0);
        var completed = Decide(state, States.Played(state, state.Evaluation!.Matches[2], 1));
        Assert.Equal(6, Assert.Single(States.Only<EvaluationCompleted>(completed).Scores).Games);
    }

    [Fact]
    public void When_another_is_champion_by_now_should_ask_for_no_more_and_complete_with_what_was_asked_for()
    {
        var state = Open([0.5, null, null]);
        var (first, last) = (States.Played(state, state.Evaluation!.Matches[1]), States.Played(state, state.Evaluation.Matches[2]));
        var other = States.Artifact(ArtifactKind.Model, 77);
        var stopped = States.Accepted(Policy.Decide(state, States.Cause(first), first, other));
        Assert.Empty(stopped.Events);
        var completed = Policy.Decide(stopped.State, States.Cause(last), last, other);
        Assert.Equal(6, Assert.Single(States.Only<EvaluationCompleted>(completed).Scores).Games);
    }

    [Fact]
    public void When_another_is_champion_by_now_should_not_meet_baselines_for_nothing()
    {
        var state = States.Evaluation([], [1, 1, 1, 1, 1, null]);
        var played = States.Played(state, state.Evaluation!.Matches[^1], 1);
        Assert.Equal(MatchRequested.Type, States.Accepted(Decide(state, played)).Events[0].Type);
        States.Only<EvaluationCompleted>(Policy.Decide(state, States.Cause(played), played, States.Artifact(ArtifactKind.Model, 77)));
    }

    private static IterationState Open(double?[] scores)
    {
        var state = States.Evaluation([], scores);
        return state with { Evaluation = state.Evaluation! with { MostPairs = 9 } };
    }

    /// <summary>The state after a chunk, which is held to what it asks for: each chunk's index and first pair.</summary>
    private static IterationState After(IterationState state, int chunk, (int Match, int FirstPair)[] asked, double score = 0.5)
    {
        var accepted = States.Accepted(Decide(state, States.Played(state, state.Evaluation!.Matches[chunk], score)));
        Assert.Equal(
            asked.Select(next => (JobIds.Match(States.Config, 2, "champion", next.Match), next.FirstPair)),
            accepted.Events.Select(draft => draft.Data.Deserialize<MatchRequested>(EventJson.Options)!).Select(request => (request.JobId, request.FirstPair)));
        return accepted.State;
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
        Assert.All(wrong, result => States.Left<HandlerResult.DeadLetter>(Policy.Decide(state, cause, result, champion: null)));
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
        var decision = Policy.DecideWithdrawn(state, States.Cause(States.Played(state, state.Evaluation.Matches[0])), past, "broken", state.Evaluation.Champion);
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
            Policy.DecideWithdrawn(state, States.Cause(States.Played(state, past)), past.Opponent, "broken", champion: null));
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
        Policy.Decide(state, States.Cause(done), done, state.Evaluation?.Champion);
}
