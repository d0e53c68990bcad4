using System.Text.Json;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Runs;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Runs;

public sealed class RunStatusReaderTests
{
    [Fact]
    public async Task When_never_started_should_be_nothing()
    {
        using var harness = new PipelineHarness();
        Assert.Null(await harness.Get<RunStatusReader>().ReadAsync("hex8_2p", CancellationToken.None));
    }

    [Fact]
    public async Task When_matches_run_should_show_scores_so_far_with_intervals()
    {
        using var harness = new PipelineHarness();
        await harness.SaveAsync(States.Evaluation([1, 1, null], [0.5, null]));
        var status = await harness.StatusAsync();
        Assert.Equal("2 match jobs", status.Evaluation.WaitsFor);
        var iteration = Assert.Single(status.Iterations);
        Assert.Equal((5, 3), (iteration.Matches, iteration.MatchesDone));
        Assert.Equal(["champion", "random"], iteration.Scores.Select(score => score.Opponent));
        var random = iteration.Scores[1];
        Assert.Equal((4, 4, 1.0), (random.Games, random.Wins, random.Score));
        Assert.Null(random.Elo);
        Assert.True(random.EloLow > 0);
        Assert.True(random.Low < 1);
    }

    [Theory]
    [InlineData(IterationStage.SelfPlay, "3 of 3 self-play shards")]
    [InlineData(IterationStage.Training, "a worker to begin training")]
    [InlineData(IterationStage.Distribution, "the champion to be distributed")]
    public async Task When_at_a_stage_should_say_what_it_waits_for(IterationStage stage, string text)
    {
        using var harness = new PipelineHarness();
        var state = stage == IterationStage.SelfPlay ? States.SelfPlay() : States.Training() with { Stage = stage };
        await harness.SaveAsync(state);
        Assert.Equal(text, Assert.Single((await harness.StatusAsync()).Iterations).WaitsFor);
    }

    [Fact]
    public async Task When_sent_as_json_should_read_back()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();
        var json = JsonSerializer.Serialize(await harness.StatusAsync(), EventJson.Options);
        var read = JsonSerializer.Deserialize<RunStatus>(json, EventJson.Options)!;
        Assert.Equal(json, JsonSerializer.Serialize(read, EventJson.Options));
        Assert.Contains("\"champion\":{\"model\":", json, StringComparison.Ordinal);
    }
}
