using System.Text.Json;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Evaluation;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Tests.Stages.Succession;

public sealed class NextIterationPolicyTests
{
    private static readonly PipelineOptions Options = new() { ShardsPerIteration = 4, GamesPerShard = 11, FirstGamesPerShard = 33, SamplesWindow = 3, MaxFailuresInARow = 2 };

    private readonly NextIterationPolicy _policy = new(Options);

    [Fact]
    public void When_first_should_play_with_rollouts_from_nothing()
    {
        var first = _policy.First(States.Config, Sample.Noon);
        Assert.Equal((1, IterationStage.SelfPlay, 4, 33), (first.Iteration, first.Stage, first.Plan.Shards, first.Plan.GamesPerShard));
        Assert.Null(first.Plan.Model);
        Assert.Null(first.Plan.StartFrom);
    }

    [Fact]
    public void When_requested_should_give_each_shard_its_own_job_and_seed()
    {
        var requests = NextIterationPolicy.Requests(_policy.First(States.Config, Sample.Noon))
            .Select(draft => draft.Data.Deserialize<SelfplayRequested>(EventJson.Options)!).ToArray();
        Assert.Equal([0, 1, 2, 3], requests.Select(request => request.Shard));
        Assert.Equal(4, requests.Select(request => request.Seed).Distinct().Count());
        Assert.Equal(4, requests.Select(request => request.JobId).Distinct().Count());
        Assert.All(requests, request => Assert.Equal(33, request.Games));
    }

    [Fact]
    public void When_configs_or_iterations_differ_should_have_other_seeds()
    {
        var seeds = new[]
        {
            _policy.First("hex8_2p", Sample.Noon).Plan.Seed,
            _policy.First("hex8_3p", Sample.Noon).Plan.Seed,
            _policy.After(Ended(IterationOutcome.Rejected), null, Sample.Noon).Plan.Seed,
            new NextIterationPolicy(new PipelineOptions { Seed = 2 }).First("hex8_2p", Sample.Noon).Plan.Seed,
        };
        Assert.Equal(4, seeds.Distinct().Count());
    }

    [Fact]
    public void When_promoted_should_play_and_train_on_from_the_new_champion()
    {
        var previous = Ended(IterationOutcome.Promoted);
        var champion = States.Champion with { Model = States.Candidate, Checkpoint = previous.Training!.Checkpoint! };
        var next = _policy.After(previous, champion, Sample.Noon);
        Assert.Equal((3, States.Candidate, champion.Checkpoint, 11), (next.Iteration, next.Plan.Model, next.Plan.StartFrom, next.Plan.GamesPerShard));
    }

    [Fact]
    public void When_rejected_but_not_proven_worse_should_train_on_from_the_candidate()
    {
        var previous = Ended(IterationOutcome.Rejected, championScore: 0.5);
        var next = _policy.After(previous, States.Champion, Sample.Noon);
        Assert.Equal((States.Champion.Model, previous.Training!.Checkpoint), (next.Plan.Model, next.Plan.StartFrom));
    }

    [Fact]
    public void When_proven_worse_should_turn_back_to_the_champion()
    {
        var next = _policy.After(Ended(IterationOutcome.Rejected, championScore: 0), States.Champion, Sample.Noon);
        Assert.Equal(States.Champion.Checkpoint, next.Plan.StartFrom);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void When_the_champion_was_rolled_back_should_train_from_the_restored_one_in_the_first_iteration_after_it(int generation, bool fromChampion)
    {
        var previous = Ended(IterationOutcome.Rejected, championScore: 0.5);
        previous = previous with { Plan = previous.Plan with { Generation = generation } };
        var restored = States.Champion with
        {
            Generation = 3,
            Rollback = new ChampionRollback { Undone = 2, Restored = 1, Iteration = 2, Reason = "weaker" },
        };
        var next = _policy.After(previous, restored, Sample.Noon);
        Assert.Equal(fromChampion ? restored.Checkpoint : previous.Training!.Checkpoint, next.Plan.StartFrom);
        Assert.Equal((restored.Model, 3), (next.Plan.Model, next.Plan.Generation));
    }

    [Fact]
    public void When_the_candidate_could_not_be_run_should_turn_back_to_the_champion() =>
        Assert.Equal(States.Champion.Checkpoint, _policy.After(Ended(IterationOutcome.EvaluationFailed), States.Champion, Sample.Noon).Plan.StartFrom);

    [Fact]
    public void When_training_failed_should_start_from_the_champion_then_from_nothing_and_never_from_what_just_failed()
    {
        var start = States.Artifact(ArtifactKind.Checkpoint, 8);
        var previous = States.Training() with { Stage = IterationStage.Finished, Outcome = IterationOutcome.TrainingFailed };
        previous = previous with { Plan = previous.Plan with { StartFrom = start } };
        var second = _policy.After(previous, States.Champion, Sample.Noon);
        Assert.Equal((States.Champion.Checkpoint, 1), (second.Plan.StartFrom, second.Plan.FailuresInARow));
        var third = _policy.After(previous with { Plan = second.Plan }, States.Champion, Sample.Noon);
        Assert.Equal((null, 2), (third.Plan.StartFrom, third.Plan.FailuresInARow));
        Assert.Null(_policy.After(previous, null, Sample.Noon).Plan.StartFrom);
    }

    [Fact]
    public void When_samples_are_older_than_the_window_should_leave_them_out()
    {
        SampleFile[] files = [.. Enumerable.Range(1, 3).Select(i => new SampleFile(i - 2, States.Artifact(ArtifactKind.Samples, 10 + i), 1, 1))];
        var previous = Ended(IterationOutcome.Rejected);
        previous = previous with { Plan = previous.Plan with { Earlier = files } };
        Assert.Equal([files[2], previous.Export!.Samples], _policy.After(previous, null, Sample.Noon).Plan.Earlier);
    }

    [Fact]
    public void When_iterations_have_several_files_should_count_iterations_and_keep_all_of_their_files_in_order()
    {
        SampleFile[] files = [.. new[] { 1, 2, 2, 3, 3, 3 }.Select((iteration, i) => new SampleFile(iteration, States.Artifact(ArtifactKind.Samples, 10 + i), 1, 1))];
        SampleFile[] further = [.. Enumerable.Range(0, 2).Select(i => new SampleFile(4, States.Artifact(ArtifactKind.Samples, 20 + i), 1, 1))];
        var previous = Ended(IterationOutcome.Rejected);
        previous = previous with { Plan = previous.Plan with { Earlier = files }, Export = previous.Export! with { Samples = further[0], FurtherSamples = further[1..] } };
        Assert.Equal([.. files[3..], .. further], _policy.After(previous, null, Sample.Noon).Plan.Earlier);
    }

    [Fact]
    public void When_samples_were_refused_should_leave_them_out()
    {
        var previous = States.Gate() with { Stage = IterationStage.Finished, Outcome = IterationOutcome.DataRefused };
        Assert.Empty(_policy.After(previous, null, Sample.Noon).Plan.Earlier);
    }

    [Fact]
    public void When_failures_follow_one_another_should_stop_with_the_reason()
    {
        var once = States.Training() with { Stage = IterationStage.Finished, Outcome = IterationOutcome.TrainingFailed, OutcomeReason = "disk full" };
        Assert.Null(_policy.WhyNoNext(once));
        var twice = once with { Plan = once.Plan with { FailuresInARow = 1 } };
        Assert.Contains("disk full", _policy.WhyNoNext(twice), StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_success_comes_between_should_count_failures_from_nothing()
    {
        var previous = Ended(IterationOutcome.Rejected);
        previous = previous with { Plan = previous.Plan with { FailuresInARow = 1 } };
        Assert.Null(_policy.WhyNoNext(previous));
        Assert.Equal(0, _policy.After(previous, null, Sample.Noon).Plan.FailuresInARow);
    }

    [Fact]
    public void When_the_last_wanted_iteration_is_over_should_stop() =>
        Assert.NotNull(new NextIterationPolicy(new PipelineOptions { MaxIterations = 2 }).WhyNoNext(Ended(IterationOutcome.Promoted)));

    private static IterationState Ended(IterationOutcome outcome, double? championScore = null)
    {
        var state = States.Evaluation([1], championScore is { } score ? [.. Enumerable.Repeat<double?>(score, 20)] : null);
        return state with
        {
            Stage = IterationStage.Finished,
            Outcome = outcome,
            Evaluation = state.Evaluation! with { Scores = MatchTally.Scores(States.Config, state.Evaluation) },
        };
    }
}
