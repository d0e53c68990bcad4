using RingRift.Eventing.Envelope;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>
/// Consumers beside the main line: one delivery to one of them is lost while the others get theirs, so that the run goes on and no reconciler sees it. The
/// audit of deliveries brings it, and everything ends as in a clean run.
/// </summary>
[Trait("Category", "Slow")]
public sealed class When_a_delivery_is_lost
{
    private const int MinutesAfter = 40;
    private static readonly Lazy<Task<string>> Clean = new(CleanAsync);

    [Theory]
    [InlineData("EnrolChampion")]
    [InlineData("CountOpponentResults")]
    [InlineData("WatchRegression")]
    public async Task Should_bring_it_to_that_consumer_and_end_as_if_nothing_had_been_lost(string consumer)
    {
        var lost = 0;
        while (await LoseAsync(consumer, lost))
        {
            lost++;
        }

        Assert.True(lost > 0, $"{consumer} was never called");
    }

    private static async Task<bool> LoseAsync(string consumer, int nth)
    {
        using var harness = new PipelineHarness();
        await harness.StartAsync();
        var seen = 0;
        EventEnvelope? lost = null;
        await harness.RunWithDaemonsAsync(
            isLostTo: (name, e) =>
            {
                var isLost = name == consumer && seen++ == nth;
                lost = isLost ? e : lost;
                return isLost;
            },
            minutesAfter: MinutesAfter);
        if (lost is null)
        {
            return false;
        }

        // The main line had its own, so nobody published the event again.
        Assert.Single(harness.Bus.Published, e => e.Id == lost.Id);
        Assert.Empty(await harness.DeadLettersAsync());
        Assert.Equal(await Clean.Value, await harness.OutcomeAsync());
        return true;
    }

    private static async Task<string> CleanAsync()
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();
        return await harness.OutcomeAsync();
    }
}
