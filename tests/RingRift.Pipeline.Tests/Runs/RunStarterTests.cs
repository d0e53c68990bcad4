using RingRift.Eventing.Events;
using RingRift.Game;
using RingRift.InMemory;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Runs;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Runs;

public sealed class RunStarterTests
{
    [Fact]
    public async Task When_never_started_should_begin_the_first_iteration()
    {
        using var harness = new PipelineHarness();
        Assert.Equal(new RunStarted("hex8_2p", true, 1, IterationStage.SelfPlay, "2 of 2 self-play shards"), await harness.StartAsync());
        Assert.Equal([DataEventType.SelfplayRequested, DataEventType.SelfplayRequested], harness.Bus.TakeAll().Select(e => e.Type));
    }

    [Fact]
    public async Task When_under_way_should_only_say_where_it_stands()
    {
        using var harness = new PipelineHarness();
        await harness.StartAsync();
        harness.Bus.TakeAll();
        Assert.False((await harness.StartAsync()).Started);
        Assert.Empty(harness.Bus.TakeAll());
    }

    [Fact]
    public async Task When_many_start_at_once_should_begin_once()
    {
        using var harness = new PipelineHarness();
        var starts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(harness.StartAsync)));
        Assert.Single(starts, start => start.Started);
        Assert.Equal(2, harness.Bus.Published.Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task When_a_crash_kept_the_requests_from_being_published_should_publish_them()
    {
        using var harness = new PipelineHarness();
        harness.Faults.Fails = (point, _) => point == FaultPoint.BeforePublish;
        await Assert.ThrowsAsync<InjectedFaultException>(harness.StartAsync);
        harness.Faults.Fails = (_, _) => false;
        Assert.False((await harness.StartAsync()).Started);
        Assert.Equal(2, harness.Bus.TakeAll().Count);
    }

    [Fact]
    public async Task When_the_last_wanted_iteration_is_over_should_stay_there()
    {
        using var harness = new PipelineHarness(("MaxIterations", "1"));
        await harness.RunAsync();
        Assert.Equal(new RunStarted("hex8_2p", false, 1, IterationStage.Finished, "nothing"), await harness.StartAsync());
    }

    [Fact]
    public async Task When_it_stopped_after_failures_should_try_again_when_asked_to()
    {
        using var harness = new PipelineHarness(("MaxFailuresInARow", "1"));
        harness.Get<TestWorker>().TrainingFault = "out of memory";
        await harness.RunAsync();
        Assert.NotNull((await harness.StatusAsync()).Stopped);
        harness.Get<TestWorker>().TrainingFault = null;
        Assert.True((await harness.StartAsync()).Started);
        await harness.RunToEndAsync();
        var iterations = await harness.IterationsAsync();
        Assert.Equal((3, 0), (iterations.Count, iterations[1].Plan.FailuresInARow));
        Assert.NotNull(iterations[2].Training!.Model);
    }

    [Fact]
    public async Task When_the_event_that_continues_was_lost_should_begin_the_next_iteration()
    {
        using var harness = new PipelineHarness();
        await harness.SaveAsync(States.Evaluation([0]) with { Iteration = 1, Stage = IterationStage.Finished, Outcome = IterationOutcome.Rejected });
        var started = await harness.StartAsync();
        Assert.Equal((true, 2), (started.Started, started.Iteration));
    }

    [Theory]
    [InlineData("hex9_2p")]
    [InlineData("")]
    [InlineData(null)]
    public async Task When_the_config_is_unknown_should_name_the_twelve(string? config)
    {
        using var harness = new PipelineHarness();
        var e = await Assert.ThrowsAsync<UnknownConfigException>(() => harness.Get<RunStarter>().StartAsync(config!, CancellationToken.None));
        Assert.All(GameConfig.All, known => Assert.Contains(known.Name, e.Message, StringComparison.Ordinal));
        await Assert.ThrowsAsync<UnknownConfigException>(() => harness.Get<RunStatusReader>().ReadAsync(config!, CancellationToken.None));
    }
}
