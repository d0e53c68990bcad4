using Microsoft.Extensions.Logging;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Tests.Cascade;

public sealed class When_a_run_goes_through
{
    [Fact]
    public async Task Should_carry_every_iteration_to_its_end_and_promote_and_reject()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();

        var iterations = await harness.IterationsAsync();
        Assert.Equal([1, 2, 3], iterations.Select(state => state.Iteration));
        Assert.All(iterations, state => Assert.Equal(IterationStage.Finished, state.Stage));
        Assert.Contains(iterations, state => state.Outcome == IterationOutcome.Promoted);
        Assert.Contains(iterations, state => state.Outcome == IterationOutcome.Rejected);
        Assert.Empty(await harness.DeadLettersAsync());
    }

    [Fact]
    public async Task Should_tell_its_end_once_and_not_as_a_warning()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();

        Assert.Equal(
            (LogLevel.Information, "No further iteration of hex8_2p begins: iteration 3 was the last that is wanted"),
            Assert.Single(harness.Log.Told, line => line.Text.StartsWith("No further iteration", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Should_publish_each_event_once_with_its_cause_and_chain()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();

        var events = harness.Bus.Published;
        Assert.Equal(events.Count, events.Select(e => e.Id).Distinct().Count());
        Assert.Equal(
            EventCatalogue.All.Where(definition => definition.Consumers.Count > 0).Select(definition => definition.Type).Except([DataEventType.TrainingFailed, DataEventType.SelfplayFailed, DataEventType.RegressionCritical, DataEventType.PromotionRolledBack]),
            events.Select(e => e.Type).Distinct().Where(type => EventCatalogue.Of(type).Consumers.Count > 0).Order());
        Assert.Contains(events, e => e.Type == DataEventType.OpponentSelected);
        var byId = events.ToDictionary(e => e.Id);
        foreach (var e in events.Where(e => e.CausationId != e.Id))
        {
            Assert.True(byId.ContainsKey(e.CausationId.Split('.')[0]), $"{e.Type} has no known cause {e.CausationId}");
        }

        Assert.All(events, e => Assert.Equal($"{PipelineHarness.Config}-{e.Subject[^4..]}", e.CorrelationId));
    }

    [Fact]
    public async Task Should_play_the_next_round_with_the_promoted_model()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();

        var iterations = await harness.IterationsAsync();
        Assert.Null(iterations[0].Plan.Model);
        var promoted = iterations.First(state => state.Outcome == IterationOutcome.Promoted);
        var next = iterations[promoted.Iteration];
        Assert.Equal(promoted.Training!.Model, next.Plan.Model);
        var request = harness.Bus.Published.Last(e => e.Type == DataEventType.TrainingRequested && e.Subject.EndsWith($"{next.Iteration}", StringComparison.Ordinal)).Payload<TrainingRequested>();
        Assert.Equal(promoted.Training.Checkpoint, request.StartFrom);
        Assert.Equal([promoted.Export!.Samples.Artifact, next.Export!.Samples.Artifact], request.Window.TakeLast(2));
        var games = harness.Bus.Published.Where(e => e.Type == DataEventType.SelfplayComplete && e.Subject.EndsWith($"{next.Iteration}", StringComparison.Ordinal))
            .Select(e => e.Payload<SelfplayComplete>());
        foreach (var shard in games)
        {
            await using var content = await harness.Artifacts.OpenAsync(shard.Data, CancellationToken.None);
            using var copy = new MemoryStream();
            await content.CopyToAsync(copy);
            Assert.All(TestWorker.Games(copy.ToArray()), game => Assert.Equal(promoted.Training.Model!.Sha256, game.Model));
        }
    }

    [Fact]
    public async Task Should_show_the_run_to_whoever_looks()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();

        var status = await harness.StatusAsync();
        Assert.Equal((3, 3), (status.Iteration, status.Iterations.Count));
        Assert.NotNull(status.Stopped);
        Assert.Equal(status.Promotions, status.Iterations.Count(iteration => iteration.Outcome == IterationOutcome.Promoted));
        Assert.NotEmpty(status.Champion!.Scores);
        Assert.All(status.Iterations, iteration =>
        {
            Assert.Equal(iteration.GamesWanted, iteration.Games);
            Assert.Equal(iteration.Games, iteration.GamesKept + iteration.Duplicates + iteration.Rejected);
            Assert.True(iteration.Rows >= 10);
            Assert.Equal(iteration.Matches, iteration.MatchesDone);
            Assert.All(iteration.Scores, score => Assert.InRange(score.Score, score.Low, score.High));
            Assert.NotEmpty(iteration.Timeline);
        });
        Assert.Empty(status.Jobs);
        Assert.Equal((0, 3), (status.SelfPlay.Iterations.Count, status.Training.Trainings));
        Assert.Equal(status.Iterations.Sum(iteration => iteration.GamesKept!.Value), status.SelfPlay.Games);
    }
}
