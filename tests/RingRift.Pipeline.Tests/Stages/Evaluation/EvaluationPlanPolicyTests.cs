using System.Text.Json;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Evaluation;

namespace RingRift.Pipeline.Tests.Stages.Evaluation;

public sealed class EvaluationPlanPolicyTests
{
    private static readonly EvaluationOptions Options = new()
    {
        Baselines = "random uct-16",
        PairsPerChunk = 4,
        PairsAgainstChampion = 40,
        PairsAgainstGenerator = 5,
        ChunksAhead = 3,
        PairsAgainstBaseline = 6,
        MatchSimulations = 32,
        PairsAgainstPast = 5,
    };

    [Fact]
    public void When_there_is_a_champion_should_meet_it_alone()
    {
        var requests = Requests(Decide(States.Training(), States.Champion));
        Assert.Equal(
            [("champion", 0, 4), ("champion", 4, 4), ("champion", 8, 4)],
            requests.Select(request => (request.Opponent.Name, request.FirstPair, request.Pairs)));
        Assert.All(requests, request => Assert.Equal((States.Candidate, 32), (request.Candidate, request.Simulations)));
        Assert.Equal(States.Champion.Model, requests[0].Opponent.Model);
        Assert.Equal(requests.Length, requests.Select(request => request.JobId).Distinct().Count());
        Assert.Single(requests.Select(request => request.Seed).Distinct());
    }

    [Fact]
    public void When_there_is_no_champion_should_meet_random_play_alone()
    {
        var decision = Decide(States.Training(), null);
        Assert.Equal(["random"], Requests(decision).Select(request => request.Opponent.Name).Distinct());
        var state = States.Accepted(decision).State;
        Assert.Null(state.Evaluation!.Champion);
        Assert.Equal((IterationStage.Evaluation, States.Candidate, 500), (state.Stage, state.Training!.Model, state.Training.Steps));
    }

    [Fact]
    public void When_nothing_but_rollouts_has_played_should_let_the_candidate_play_at_once() =>
        Assert.Equal(ModelUpdated.Type, States.Accepted(Decide(States.Training(), null)).Events[^1].Type);

    [Fact]
    public void When_nothing_is_to_be_played_should_let_the_candidate_play_and_end_the_iteration()
    {
        var done = States.Trained(States.Training());
        var decision = States.Accepted(new EvaluationPlanPolicy(Options).Decide(States.Training(), States.Cause(done), done, new EvaluationPlan { IsMeasured = false }));
        Assert.Equal((IterationStage.Finished, IterationOutcome.Unmeasured, true), (decision.State.Stage, decision.State.Outcome, decision.State.HasPassed()));
        Assert.Equal(ModelUpdated.Type, Assert.Single(decision.Events).Type);
    }

    [Theory]
    [InlineData(true, new[] { "generator", "champion" })]
    [InlineData(false, new[] { "generator" })]
    public void When_another_network_than_the_champion_plays_should_meet_it_and_the_others_only_when_measured(bool measured, string[] opponents)
    {
        var done = States.Trained(States.Training());
        var plan = new EvaluationPlan { Champion = States.Champion, Generator = States.Artifact(ArtifactKind.Model, 55), IsMeasured = measured };
        var decision = new EvaluationPlanPolicy(Options).Decide(States.Training(), States.Cause(done), done, plan);
        Assert.Equal(opponents, Requests(decision).Select(request => request.Opponent.Name).Distinct());
        var evaluation = States.Accepted(decision).State.Evaluation!;
        Assert.Equal((true, measured, measured ? States.Champion.Model : null), (evaluation.IsChecked, evaluation.IsMeasured, evaluation.Champion));
    }

    [Fact]
    public void When_a_past_champion_was_chosen_should_meet_it_last_and_say_so()
    {
        var past = new PastOpponent(
            new Opponent("past-000000000000", States.Artifact(ArtifactKind.Model, 7)),
            new RatedOpponent(new PoolMember(States.Artifact(ArtifactKind.Model, 7), 3), 40, 0.45, 6.5));
        var decision = Decide(States.Training(), States.Champion, past);
        var matches = States.Accepted(decision).State.Evaluation!.Matches.Where(match => match.Opponent == past.Opponent);
        Assert.Equal([(0, 4), (4, 1)], matches.Select(match => (match.FirstPair, match.Pairs)));
        var events = States.Accepted(decision).Events;
        var selected = events[^1].Data.Deserialize<OpponentSelected>(EventJson.Options)!;
        Assert.Equal((past.Opponent.Model, 40, 0.45, 6.5), (selected.Opponent, selected.Games, selected.WinRate, selected.Priority));
        Assert.All(events.SkipLast(1), draft => Assert.Equal(DataEventType.MatchRequested, draft.Type));
        Assert.Equal(["champion", "past-000000000000"], Requests(events.SkipLast(1)).Select(request => request.Opponent.Name).Distinct());
    }

    [Fact]
    public void When_another_job_made_the_network_should_be_a_dead_letter()
    {
        var done = States.Trained(States.Training()) with { JobId = "other" };
        States.Left<HandlerResult.DeadLetter>(new EvaluationPlanPolicy(Options).Decide(States.Training(), States.Cause(done), done, new EvaluationPlan { IsMeasured = true }));
    }

    [Fact]
    public void When_completion_comes_before_the_request_is_recorded_should_try_again()
    {
        var done = States.Trained(States.Training());
        States.Left<HandlerResult.Retry>(new EvaluationPlanPolicy(Options).Decide(States.Gate(), States.Cause(done), done, new EvaluationPlan { IsMeasured = true }));
    }

    [Theory]
    [InlineData(true, new[] { "random", "uct-16" })]
    [InlineData(false, new[] { "uct-16" })]
    public void When_a_candidate_passes_should_meet_the_baselines_that_it_did_not_meet(bool champion, string[] opponents)
    {
        var policy = new EvaluationPlanPolicy(Options);
        var planned = States.Accepted(Decide(States.Training(), champion ? States.Champion : null)).State;
        var further = policy.AgainstBaselines(planned)!;
        Assert.Equal(opponents, Requests(further.Events).Select(request => request.Opponent.Name).Distinct());
        Assert.Equal(planned.Evaluation!.Matches.Count + further.Events.Count, further.State.Evaluation!.Matches.Count);
        Assert.Null(policy.AgainstBaselines(further.State));
    }

    private static Decision<IterationState> Decide(IterationState state, Champion? champion, PastOpponent? past = null)
    {
        var done = States.Trained(state);
        var plan = new EvaluationPlan { Champion = champion, Generator = champion?.Model, IsMeasured = true, Past = past };
        return new EvaluationPlanPolicy(Options).Decide(state, States.Cause(done), done, plan);
    }

    private static MatchRequested[] Requests(Decision<IterationState> decision) => Requests(States.Accepted(decision).Events);

    private static MatchRequested[] Requests(IEnumerable<EventDraft> events) =>
        [.. events.Where(draft => draft.Type == MatchRequested.Type).Select(draft => draft.Data.Deserialize<MatchRequested>(EventJson.Options)!)];
}
