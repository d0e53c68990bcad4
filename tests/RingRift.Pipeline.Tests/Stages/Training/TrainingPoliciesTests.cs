using System.Text.Json;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Learning.Samples;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Stages.Training;

namespace RingRift.Pipeline.Tests.Stages.Training;

public sealed class TrainingPoliciesTests
{
    private static readonly NpzExportComplete Exported = new()
    {
        Config = States.Config,
        Iteration = 2,
        Samples = States.Artifact(ArtifactKind.Samples, 2),
        Games = 30,
        Rows = 700,
        PolicyEntropy = 1.5,
    };

    [Fact]
    public void When_a_training_is_due_should_ask_for_it_on_the_window_of_the_learner()
    {
        var earlier = new SampleFile(1, States.Artifact(ArtifactKind.Samples, 1), 50, 1300);
        var start = States.Artifact(ArtifactKind.Checkpoint, 5);
        var state = States.Gate();
        var decision = Plan(state, new OpenTraining(3, 2, [earlier, state.Export!.Samples], 2000, 5600) { StartFrom = start });
        var request = States.Only<TrainingRequested>(decision);
        Assert.Equal([earlier.Artifact, state.Export!.Samples.Artifact], request.Window);
        Assert.Equal((2000, 5600, start, "hex8_2p-000002-training"), (request.Rows, request.Samples, request.StartFrom, request.JobId));
        var training = States.Accepted(decision).State.Training!;
        Assert.Equal((IterationStage.Training, 2000, 3), (States.Accepted(decision).State.Stage, training.Rows, training.Number));
        Assert.Contains(States.Accepted(decision).State.Timeline, entry => entry.Note == "2000 rows of 2 iterations are trained on");
    }

    [Fact]
    public void When_a_window_has_as_many_files_as_it_may_should_fit_an_event()
    {
        SampleFile[] files =
        [
            .. Enumerable.Range(0, PipelineOptions.MostSampleFiles)
                .Select(i => new SampleFile(1, States.Artifact(ArtifactKind.Samples, 20 + i) with { Length = long.MaxValue }, 3, 50)),
        ];
        var training = new OpenTraining(int.MaxValue, 2, files, int.MaxValue, long.MaxValue) { StartFrom = States.Artifact(ArtifactKind.Checkpoint, 5) };
        var request = States.Only<TrainingRequested>(Plan(States.Gate(), training));
        EventContract.Require(TrainingRequested.Type, TrainingRequested.SchemaVersion, JsonSerializer.SerializeToElement(request, EventJson.Options));
    }

    [Fact]
    public void When_no_training_is_due_should_end_the_iteration_with_its_rows_in_the_window()
    {
        var accepted = States.Accepted(Plan(States.Gate(), null));
        Assert.Empty(accepted.Events);
        Assert.Equal((IterationStage.Finished, IterationOutcome.Banked, "700 rows joined the window"), (accepted.State.Stage, accepted.State.Outcome, accepted.State.OutcomeReason));
        Assert.False(accepted.State.IsFailure());
    }

    [Fact]
    public void When_the_gate_refuses_should_end_the_iteration_with_the_reason()
    {
        var state = States.Gate(States.Quality() with { Rows = 12 });
        var policy = new TrainingPlanPolicy(new TrainingPlanOptions { Quality = new QualityGateOptions { MinRows = 100 } });
        Assert.Null(policy.WhyRefused(States.Gate()));
        var accepted = States.Accepted(TrainingPlanPolicy.DecideRefused(state, States.Cause(Exported), policy.WhyRefused(state)!));
        Assert.Empty(accepted.Events);
        Assert.Equal((IterationStage.Finished, IterationOutcome.DataRefused), (accepted.State.Stage, accepted.State.Outcome));
        Assert.Contains("12 samples", accepted.State.OutcomeReason, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_plan_is_made_twice_should_be_stale() => States.Left<HandlerResult.Stale>(Plan(States.Training(), null));

    [Fact]
    public void When_a_worker_begins_should_record_the_newest_attempt()
    {
        var second = States.Accepted(Begin(States.Training(), 2)).State;
        Assert.Equal((2, "worker-2"), (second.Training!.Attempt, second.Training.Worker));
        States.Left<HandlerResult.Stale>(Begin(second, 1));
        Assert.Equal(3, States.Accepted(Begin(second, 3)).State.Training!.Attempt);
    }

    [Fact]
    public void When_the_start_is_told_after_the_end_should_still_record_it()
    {
        var evaluating = States.Evaluation([null]);
        evaluating = evaluating with { Training = evaluating.Training! with { Attempt = 0, Worker = null } };
        Assert.Equal("worker-1", States.Accepted(Begin(evaluating, 1)).State.Training!.Worker);
    }

    [Fact]
    public void When_the_start_comes_before_its_iteration_is_there_should_try_again()
    {
        States.Left<HandlerResult.Retry>(Begin(null, 1));
        States.Left<HandlerResult.Retry>(Begin(States.Gate(), 1));
    }

    [Fact]
    public void When_training_fails_should_end_the_iteration()
    {
        var accepted = States.Accepted(Fail(States.Training(), "hex8_2p-000002-training"));
        Assert.Equal((IterationOutcome.TrainingFailed, "out of memory"), (accepted.State.Outcome, accepted.State.OutcomeReason));
        Assert.Empty(accepted.Events);
    }

    [Fact]
    public void When_another_job_fails_should_be_a_dead_letter() => States.Left<HandlerResult.DeadLetter>(Fail(States.Training(), "other"));

    [Fact]
    public void When_failure_is_told_after_completion_should_be_stale() =>
        States.Left<HandlerResult.Stale>(Fail(States.Evaluation([null]), "hex8_2p-000002-training"));

    private static Decision<IterationState> Plan(IterationState state, OpenTraining? training) => TrainingPlanPolicy.Decide(state, States.Cause(Exported), training);

    private static Decision<IterationState> Begin(IterationState? state, int attempt)
    {
        var started = new TrainingStarted
        {
            Config = States.Config,
            Iteration = 2,
            JobId = "hex8_2p-000002-training",
            Attempt = attempt,
            Worker = $"worker-{attempt}",
        };
        return TrainingProgressPolicy.Decide(state, States.Cause(started), started);
    }

    private static Decision<IterationState> Fail(IterationState state, string jobId)
    {
        var failed = new TrainingFailed { Config = States.Config, Iteration = 2, JobId = jobId, Attempt = 1, Reason = "out of memory" };
        return TrainingFailurePolicy.Decide(state, States.Cause(failed), failed);
    }
}
