namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>Storage, transport, handlers and workers are one; nothing of one config may show in another (K26, K32).</summary>
public sealed class When_two_configs_share_everything
{
    private const string Other = "square8_2p";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Should_end_each_as_if_it_were_alone(int shuffleSeed)
    {
        using var both = Harness();
        await both.StartAsync();
        await both.StartAsync(Other);
        await both.RunToEndAsync(new Delivery(ShuffleSeed: shuffleSeed));

        Assert.Equal(await AloneAsync(PipelineHarness.Config), await both.OutcomeAsync());
        Assert.Equal(await AloneAsync(Other), await both.OutcomeAsync(config: Other));
        Assert.All(await both.IterationsAsync(), state => Assert.NotNull(state.Outcome));
        Assert.Equal((2, 2), ((await both.IterationsAsync()).Count, (await both.IterationsAsync(Other)).Count));
        Assert.Empty(await both.DeadLettersAsync());
    }

    private static async Task<string> AloneAsync(string config)
    {
        using var alone = Harness();
        await alone.StartAsync(config);
        await alone.RunToEndAsync();
        return await alone.OutcomeAsync(config: config);
    }

    private static PipelineHarness Harness() => new(("MaxIterations", "2"));
}
