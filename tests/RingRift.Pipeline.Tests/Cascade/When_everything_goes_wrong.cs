using RingRift.InMemory;
using RingRift.Learning.Randomness;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>Repeats, disorder and crashes at every point between two effects: the end is that of a clean run.</summary>
[Trait("Category", "Slow")]
public sealed class When_everything_goes_wrong
{
    private static readonly Lazy<Task<(string Outcome, long Points)>> Clean = new(async () =>
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();
        return (await harness.OutcomeAsync(), harness.Faults.Passed);
    });

    [Fact]
    public async Task Should_end_the_same_when_every_event_comes_twice() => await AssertSameAsync(new Delivery(Times: 2), _ => (_, _) => false);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Should_end_the_same_when_every_event_comes_twice_in_any_order(int seed) =>
        await AssertSameAsync(new Delivery(Times: 2, ShuffleSeed: seed), _ => (_, _) => false);

    [Theory]
    [InlineData(FaultPoint.BeforeCommit)]
    [InlineData(FaultPoint.AfterCommit)]
    [InlineData(FaultPoint.CommitConflict)]
    [InlineData(FaultPoint.BeforePublish)]
    [InlineData(FaultPoint.AfterPublish)]
    [InlineData(FaultPoint.BeforeRemove)]
    [InlineData(FaultPoint.AfterRemove)]
    [InlineData(FaultPoint.BeforePut)]
    [InlineData(FaultPoint.AfterPut)]
    [InlineData(FaultPoint.BeforeClaim)]
    [InlineData(FaultPoint.AfterClaim)]
    [InlineData(FaultPoint.BeforeSwap)]
    [InlineData(FaultPoint.AfterSwap)]
    [InlineData(FaultPoint.BeforeAlias)]
    [InlineData(FaultPoint.AfterAlias)]
    public async Task Should_end_the_same_when_every_third_passing_of_a_point_crashes(FaultPoint point)
    {
        var passings = 0;
        await AssertSameAsync(new Delivery(), _ => (at, _) => at == point && ++passings % 3 == 1);
        Assert.True(passings > 0, $"{point} was never passed");
    }

    [Fact]
    public async Task Should_end_the_same_wherever_the_one_crash_happens()
    {
        var points = (await Clean.Value).Points;
        for (var crash = 1L; crash <= points; crash += 11)
        {
            await AssertSameAsync(new Delivery(), _ => (_, number) => number == crash);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Should_end_the_same_under_repeats_disorder_and_many_crashes(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        await AssertSameAsync(new Delivery(Times: 2, ShuffleSeed: seed), _ => (_, _) => random.Next(8) == 0);
    }

    private static async Task AssertSameAsync(Delivery delivery, Func<PipelineHarness, Func<FaultPoint, long, bool>> faults)
    {
        var clean = await Clean.Value;
        using var harness = new PipelineHarness();
        harness.Faults.Fails = faults(harness);
        await harness.RunAsync(delivery);
        Assert.Empty(await harness.DeadLettersAsync());
        Assert.Equal(clean.Outcome, await harness.OutcomeAsync());
    }
}
