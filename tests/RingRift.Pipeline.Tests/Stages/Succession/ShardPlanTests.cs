using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Succession;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Stages.Succession;

public sealed class ShardPlanTests
{
    [Theory]
    [InlineData(0, 1, 3)]
    [InlineData(3, 1, 3)]
    [InlineData(20, 1, 20)]
    [InlineData(200, 12, 17)]
    [InlineData(200, 1, 90)] // One commit asks for no more.
    [InlineData(2000, 12, 90)]
    public void Should_be_an_even_part_of_the_workers_within_what_a_commit_holds(int workers, int runs, int shards) =>
        Assert.Equal(shards, ShardCount.Of(new PipelineOptions(), workers, runs));

    [Fact]
    public async Task When_shards_follow_workers_should_ask_for_one_for_each_and_share_them_among_runs()
    {
        using var harness = new PipelineHarness(("ShardsFollowWorkers", "true"), ("Scaler:Selfplay:Maximum", "9"));
        await harness.StartAsync();
        Assert.Equal(9, (await harness.IterationsAsync())[0].Plan.Shards);

        harness.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(9, await harness.Get<ShardPlan>().CountAsync(PipelineHarness.Config, default));
        Assert.Equal(5, await harness.Get<ShardPlan>().CountAsync("square8_2p", default));
    }

    [Fact]
    public async Task When_they_do_not_should_be_those_of_the_options()
    {
        using var harness = new PipelineHarness(("Scaler:Selfplay:Maximum", "9"));
        await harness.StartAsync();
        Assert.Equal(2, (await harness.IterationsAsync())[0].Plan.Shards);
    }
}
