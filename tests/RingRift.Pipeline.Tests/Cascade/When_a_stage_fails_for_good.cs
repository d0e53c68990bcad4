using System.Text;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.InMemory;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Tests.Cascade;

public sealed class When_a_stage_fails_for_good
{
    [Fact]
    public async Task Should_go_on_after_a_failed_training_and_stop_after_too_many()
    {
        using var harness = new PipelineHarness(("MaxIterations", "10"), ("MaxFailuresInARow", "2"));
        harness.Get<TestWorker>().TrainingFault = "out of memory";
        await harness.RunAsync(new Delivery(Times: 2, ShuffleSeed: 3));
        var iterations = await harness.IterationsAsync();
        Assert.Equal([IterationOutcome.TrainingFailed, IterationOutcome.TrainingFailed], iterations.Select(state => state.Outcome!.Value));
        Assert.Contains("out of memory", (await harness.StatusAsync()).Stopped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_count_games_played_again_as_duplicates_and_refuse_to_train_on_nothing_new()
    {
        using var harness = new PipelineHarness(("MaxIterations", "2"));
        var same = TestWorker.Play(PipelineHarness.Config, 5, 3);
        harness.Get<TestWorker>().ShardOverride = _ => same;
        await harness.RunAsync();
        var iterations = await harness.IterationsAsync();
        Assert.Equal((3, 3), (iterations[0].Sync!.Games, iterations[0].Sync!.Duplicates));
        Assert.Equal((0, 6), (iterations[1].Sync!.Games, iterations[1].Sync!.Duplicates));
        Assert.Equal(IterationOutcome.DataRefused, iterations[1].Outcome);
    }

    [Fact]
    public async Task Should_end_the_evaluation_of_a_network_that_cannot_be_run_and_train_on_without_it()
    {
        using var harness = new PipelineHarness(("MaxIterations", "2"));

        // Again and again: a training delivered twice stores its network anew, which puts wrong bytes right.
        harness.Faults.Fails = (point, _) =>
        {
            if (point == FaultPoint.BeforePublish && Candidate(harness) is { } candidate)
            {
                harness.Artifacts.Corrupt(candidate, Encoding.UTF8.GetBytes("no network"));
            }

            return false;
        };
        await harness.RunAsync(new Delivery(Times: 2, ShuffleSeed: 4));
        var iterations = await harness.IterationsAsync();
        Assert.Equal(IterationOutcome.EvaluationFailed, iterations[0].Outcome);
        Assert.Contains("Model", iterations[0].OutcomeReason, StringComparison.Ordinal);
        Assert.Null(iterations[1].Plan.StartFrom);
        Assert.Equal(IterationStage.Finished, iterations[1].Stage);
        Assert.Empty(await harness.DeadLettersAsync());
    }

    [Fact]
    public async Task Should_refuse_thin_samples_and_play_on()
    {
        using var harness = new PipelineHarness(("Quality:MinRows", "100000"), ("MaxFailuresInARow", "3"), ("MaxIterations", "10"));
        await harness.RunAsync();
        var iterations = await harness.IterationsAsync();
        Assert.Equal(3, iterations.Count);
        Assert.All(iterations, state => Assert.Contains("fewer than 100000", state.OutcomeReason, StringComparison.Ordinal));
        Assert.DoesNotContain(harness.Bus.Published, e => e.Type == DataEventType.TrainingRequested);
    }

    private static ArtifactRef? Candidate(PipelineHarness harness) => harness.Bus.Published
        .FirstOrDefault(e => e.Type == DataEventType.TrainingCompleted)?.Payload<TrainingCompleted>().Model;
}
