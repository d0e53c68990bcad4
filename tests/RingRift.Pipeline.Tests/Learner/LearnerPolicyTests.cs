using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Tests.Learner;

public sealed class LearnerPolicyTests
{
    private static readonly ArtifactRef Trained = States.Artifact(ArtifactKind.Checkpoint, 1);

    private readonly LearnerPolicy _policy = new(
        new PipelineOptions { MaxFailuresInARow = 2, MaxIterations = 20 },
        new LearnerOptions { Lanes = 3, FirstTrainingRows = 100, RowsPerTraining = 50, RowUses = 2, WindowRows = 1000 });

    private readonly LearnerPolicy _lockstep = new(
        new PipelineOptions(), new LearnerOptions { Lanes = 3, FirstTrainingRows = 100, RowsPerTraining = 50, Lockstep = true, LockstepLag = 4 });

    private LearnerState Empty => new() { Config = States.Config };

    [Fact]
    public void Should_begin_as_many_iterations_as_there_are_lanes_and_one_more_for_each_whose_games_are_there()
    {
        var full = Begun(3);
        Assert.Equal([1, 2, 3], full.Playing);
        Assert.False(_policy.MayBegin(full));
        var played = LearnerPolicy.Played(full, 2);
        Assert.Equal([2], played.Working);
        Assert.True(_policy.MayBegin(played));
        Assert.Same(played, LearnerPolicy.Played(played, 2));
    }

    [Fact]
    public void When_events_of_an_iteration_come_before_it_is_counted_should_count_it_and_lose_no_row()
    {
        var played = LearnerPolicy.Played(Begun(1), 2);
        Assert.Equal((2, 1, 2), (played.Begun, Assert.Single(played.Playing), Assert.Single(played.Working)));
        var admitted = _policy.Admitted(Begun(1), 2, File(2, 60));
        Assert.Equal((2, 60L, 1), (admitted.Begun, admitted.Rows, Assert.Single(admitted.Open())));
        Assert.Same(admitted, _policy.Admitted(admitted, 2, File(2, 60)));
        Assert.Contains("iteration 1", _lockstep.WhyNotAdmitted(Begun(1), 2, File(2, 60)), StringComparison.Ordinal);
        var failed = Ended(2, IterationOutcome.SelfPlayFailed, championScore: null) with { Evaluation = null };
        Assert.Equal((2, 1, 1), (_policy.Closed(Begun(1), failed, null).Begun, _policy.Closed(Begun(1), failed, null).DataFailures, Assert.Single(_policy.Closed(Begun(1), failed, null).Open())));

        var unknown = Begun(1);
        Assert.Same(unknown, LearnerPolicy.Played(unknown, 3));
        Assert.Same(unknown, _policy.Admitted(unknown, 3, File(3, 60)));
    }

    [Fact]
    public void When_rows_are_few_should_end_the_iteration_and_keep_them()
    {
        var state = _policy.Admitted(Begun(3), 2, File(2, 99));
        Assert.Equal((99, 99, 0), (state.Rows, state.NewRows, state.Trainings));
        Assert.Equal([1, 3], state.Open());
        Assert.Same(state, _policy.Admitted(state, 2, File(2, 99)));
    }

    [Fact]
    public void When_rows_are_enough_should_train_on_the_window_and_count_from_there()
    {
        var state = _policy.Admitted(_policy.Admitted(Begun(3), 2, File(2, 60)), 1, File(1, 60));
        Assert.Equal((1, 1, 120, 240), (state.Training!.Number, state.Training.Iteration, state.Training.Rows, state.Training.Samples));
        Assert.Equal([1, 2], state.Training.Window.Select(file => file.Iteration));
        Assert.Equal((0, 50), (state.NewRows, _policy.Due(state)));
        Assert.Same(state, _policy.Admitted(state, 1, File(1, 60)));
    }

    [Fact]
    public void When_a_training_runs_should_bank_whatever_comes_and_train_with_the_first_rows_after_it()
    {
        var state = _policy.Admitted(_policy.Admitted(Begun(3), 1, File(1, 100)), 2, File(2, 60));
        Assert.Equal([1, 3], state.Open());
        Assert.Equal(1, state.Training!.Iteration);
        state = _policy.Trained(state, 1, States.Candidate, Trained);
        Assert.Equal((null, Trained, 1), (state.Training, state.Checkpoint, state.Evaluating));
        state = _policy.Admitted(state, 3, File(3, 1));
        Assert.Equal((2, 3, Trained, 61L * 2), (state.Training!.Number, state.Training.Iteration, state.Training.StartFrom, state.Training.Samples));
    }

    [Fact]
    public void When_a_candidate_is_being_measured_should_not_measure_the_next()
    {
        var state = _policy.Trained(Training(2) with { Evaluating = 1 }, 2, States.Candidate, Trained);
        Assert.Equal(1, state.Evaluating);
        Assert.Same(state, _policy.Trained(state, 2, States.Candidate, Trained));
    }

    [Fact]
    public void When_two_candidates_may_play_should_take_the_newer_whichever_comes_first()
    {
        var (first, second) = (Candidate(1, 2), Candidate(2, 1));
        var state = Training(2) with { Trainings = 2 };
        Assert.Equal(second, _policy.GeneratorOf(_policy.Adopted(_policy.Adopted(state, second), first), 9));
        Assert.Equal(second, _policy.GeneratorOf(_policy.Adopted(_policy.Adopted(state, first), second), 9));
    }

    [Theory]
    [InlineData(IterationOutcome.EvaluationFailed, null)]
    [InlineData(IterationOutcome.Rejected, 0.0)]
    public void When_a_candidate_is_proven_worse_or_cannot_be_run_should_turn_back_to_the_champion(IterationOutcome outcome, double? score)
    {
        var state = _policy.Adopted(Training(2) with { Trainings = 2, Checkpoint = Trained }, Candidate(1, 1));
        state = _policy.Closed(state with { Working = [1, 2], Evaluating = 1 }, Ended(1, outcome, score), States.Champion);
        Assert.Equal((States.Champion.Model, States.Champion.Checkpoint), (_policy.GeneratorOf(state, 9)!.Model, state.Checkpoint));

        // What was on its way then is of the same line.
        var after = _policy.Trained(state, 2, States.Candidate, Trained);
        Assert.Equal(States.Champion.Checkpoint, after.Checkpoint);
        Assert.Same(after, _policy.Adopted(after, Candidate(2, 2)));
    }

    [Fact]
    public void When_rejected_but_not_proven_worse_should_go_on_with_it()
    {
        var state = _policy.Adopted(Training(2) with { Checkpoint = Trained }, Candidate(1, 1));
        var after = _policy.Closed(state with { Evaluating = 1, Working = [1, 2] }, Ended(1, IterationOutcome.Rejected, 0.5), States.Champion);
        Assert.Equal((Trained, States.Candidate, null), (after.Checkpoint, _policy.GeneratorOf(after, 9)!.Model, after.Evaluating));
        Assert.Equal([2], after.Open());
    }

    [Fact]
    public void When_training_failed_should_begin_with_the_champion_then_with_nothing()
    {
        var failed = States.Training() with { Stage = IterationStage.Finished, Outcome = IterationOutcome.TrainingFailed, OutcomeReason = "disk full" };
        var once = _policy.Closed(Training(2), failed, States.Champion);
        Assert.Equal((States.Champion.Checkpoint, null, 1), (once.Checkpoint, once.Training, once.CandidateFailures));
        var again = once with { Working = [2], Training = new OpenTraining(2, 2, [], 1, 1) { StartFrom = once.Checkpoint } };
        var twice = _policy.Closed(again, failed, States.Champion);
        Assert.Null(twice.Checkpoint);
        Assert.Contains("disk full", _policy.WhyStopped(twice), StringComparison.Ordinal);
        Assert.True(_policy.HasFailed(twice));
    }

    [Fact]
    public void When_rows_or_a_candidate_come_between_should_count_failures_of_that_kind_from_nothing()
    {
        var failed = Begun(1) with { DataFailures = 1, CandidateFailures = 1 };
        var rows = _policy.Admitted(failed, 1, File(1, 1));
        Assert.Equal((0, 1), (rows.DataFailures, rows.CandidateFailures));
        var measured = _policy.Closed(failed, Ended(1, IterationOutcome.Rejected, 0.5), null);
        Assert.Equal((1, 0), (measured.DataFailures, measured.CandidateFailures));
    }

    [Fact]
    public void When_the_event_that_a_candidate_plays_was_lost_should_play_it_from_its_end_on()
    {
        var ended = Ended(1, IterationOutcome.Rejected, 0.5);
        ended = ended with { Training = ended.Training! with { Number = 2 }, Evaluation = ended.Evaluation! with { IsChecked = true, Passed = true } };
        Assert.Equal(States.Candidate, _policy.GeneratorOf(_policy.Closed(Begun(1), ended, null), 9)?.Model);
    }

    [Fact]
    public void When_the_champion_was_rolled_back_should_leave_behind_what_came_of_it()
    {
        var state = _policy.Adopted(Training(2) with { Checkpoint = Trained, Trainings = 2 }, Candidate(1, 1));
        var restored = States.Champion with { Generation = 3, Rollback = new ChampionRollback { Undone = 2, Restored = 1, Iteration = 2, Reason = "weaker" } };
        var seen = _policy.Seen(state, restored);
        Assert.Equal((restored.Model, restored.Checkpoint, 3, 2), (_policy.GeneratorOf(seen, 9)!.Model, seen.Checkpoint, seen.ChampionGeneration, seen.LeftBehind));
        Assert.Same(seen, _policy.Seen(seen, restored));
        Assert.Equal(Trained, _policy.Seen(state, States.Champion).Checkpoint);
    }

    [Fact]
    public void When_the_last_wanted_iteration_is_over_should_be_over()
    {
        var state = Empty with { Begun = 20, Playing = [20] };
        Assert.NotNull(_policy.WhyStopped(state));
        Assert.False(_policy.IsOver(state));
        Assert.True(_policy.IsOver(state with { Playing = [] }));
    }

    [Fact]
    public void When_in_lockstep_should_take_rows_in_the_order_of_iterations()
    {
        Assert.Contains("iteration 1", _lockstep.WhyNotAdmitted(Begun(3), 2, File(2, 1)), StringComparison.Ordinal);
        var state = _lockstep.Admitted(Begun(3), 1, File(1, 1));
        Assert.Null(_lockstep.WhyNotAdmitted(state, 2, File(2, 1)));
    }

    [Fact]
    public void When_in_lockstep_should_let_rows_wait_that_make_a_training_due_while_one_is_not_decided()
    {
        var state = _lockstep.Admitted(Begun(3), 1, File(1, 100));
        Assert.Null(_lockstep.WhyNotAdmitted(state, 2, File(2, 49)));
        Assert.Contains("iteration 1", _lockstep.WhyNotAdmitted(state, 2, File(2, 50)), StringComparison.Ordinal);
        var measured = _policy.Trained(state, 1, States.Candidate, Trained);
        Assert.Contains("iteration 1", _lockstep.WhyNotAdmitted(measured, 2, File(2, 50)), StringComparison.Ordinal);
        Assert.Null(_lockstep.WhyNotAdmitted(_lockstep.Closed(measured, Ended(1, IterationOutcome.Rejected, 0.5), null), 2, File(2, 50)));
    }

    [Fact]
    public void When_in_lockstep_should_play_with_the_network_that_the_number_says_whenever_it_came()
    {
        var state = _lockstep.Adopted(Training(2) with { Begun = 3 }, Candidate(1, 2));
        Assert.Equal([null, States.Candidate], new[] { 5, 6 }.Select(iteration => _lockstep.GeneratorOf(state, iteration)?.Model));
    }

    [Fact]
    public void When_in_lockstep_should_begin_no_iteration_whose_network_is_not_known()
    {
        var state = Empty with { Begun = 4, Working = [1] };
        Assert.Contains("iteration 1", _lockstep.WhyGeneratorUnknown(state), StringComparison.Ordinal);
        Assert.Null(_lockstep.WhyGeneratorUnknown(state with { Begun = 3 }));
        Assert.Null(_policy.WhyGeneratorUnknown(state));
    }

    private static SampleFile[] File(int iteration, int rows) => [new SampleFile(iteration, States.Artifact(ArtifactKind.Samples, iteration), 1, rows)];

    private static Generator Candidate(int training, int iteration) => new(iteration, training, iteration) { Model = States.Candidate, Checkpoint = Trained };

    private static IterationState Ended(int iteration, IterationOutcome outcome, double? championScore)
    {
        var state = States.Evaluation([1], championScore is { } score ? [.. Enumerable.Repeat<double?>(score, 20)] : null);
        return state with
        {
            Iteration = iteration,
            Stage = IterationStage.Finished,
            Outcome = outcome,
            Evaluation = state.Evaluation! with { Scores = MatchTally.Scores(States.Config, state.Evaluation) },
        };
    }

    private LearnerState Begun(int iterations) =>
        Enumerable.Range(0, iterations).Aggregate(Empty, (state, _) => LearnerPolicy.Beginning(state));

    private LearnerState Training(int iteration) => Empty with
    {
        Begun = iteration,
        Working = [iteration],
        Trainings = 1,
        Training = new OpenTraining(2, iteration, [], 100, 200) { StartFrom = States.Artifact(ArtifactKind.Checkpoint, 8) },
    };
}
