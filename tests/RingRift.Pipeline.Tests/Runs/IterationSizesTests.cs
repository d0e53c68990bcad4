using RingRift.Game;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Runs;
using RingRift.Pipeline.Stages.Evaluation;
using RingRift.Pipeline.Stages.Export;
using RingRift.Pipeline.Tests.Cascade;
using RingRift.Pipeline.Tests.Iterations;

namespace RingRift.Pipeline.Tests.Runs;

public sealed class IterationSizesTests
{
    public static TheoryData<string> Configs => [.. GameConfig.All.Select(config => config.Name)];

    [Theory]
    [MemberData(nameof(Configs))]
    public void Should_fit_every_config_at_default_settings(string config) =>
        Assert.Null(Sizes().WhyTooLarge(GameConfig.Parse(config)));

    [Theory]
    [MemberData(nameof(Configs))]
    public void When_a_setting_is_too_large_for_a_config_should_name_setting_value_and_bound(string config)
    {
        AssertRefused(config, Sizes(new() { FirstGamesPerShard = 1_000_000 }), "Pipeline:FirstGamesPerShard: 1000000 games", "is the most");
        AssertRefused(config, Sizes(new() { GamesPerShard = 900_000 }), "Pipeline:GamesPerShard: 900000 games", "is the most");
        AssertRefused(
            config, Sizes(new() { ShardsPerIteration = 90, FirstGamesPerShard = 500 }, new() { SampleFileBytes = 65536 }), "Pipeline:FirstGamesPerShard: 500 games", "256 files of 65536 bytes");
        AssertRefused(config, Sizes(evaluation: new() { MatchSimulations = 1_000_000 }), "Pipeline:MatchSimulations: 1000000 visits", "is the most");
    }

    [Fact]
    public void When_the_settings_fit_no_config_should_refuse_the_options_and_when_they_fit_one_should_not()
    {
        Assert.Contains(
            StartFaults.Of(("MatchSimulations", "1000000")), fault => fault.StartsWith("Pipeline:MatchSimulations: 1000000", StringComparison.Ordinal));
        Assert.NotNull(Sizes(evaluation: new() { MatchSimulations = 2000 }).WhyTooLarge(GameConfig.Parse("hexagonal_4p")));
        Assert.Empty(StartFaults.Of(("MatchSimulations", "2000")));
    }

    [Fact]
    public async Task When_the_settings_do_not_fit_a_run_should_not_begin_it()
    {
        using var harness = new PipelineHarness(("MatchSimulations", "8000"));

        var error = await Assert.ThrowsAsync<RunTooLargeException>(() => harness.StartAsync("hexagonal_4p"));

        Assert.Contains("Pipeline:MatchSimulations: 8000", error.Message, StringComparison.Ordinal);
        Assert.Empty(await harness.IterationsAsync("hexagonal_4p"));
        Assert.True((await harness.StartAsync("hex8_2p")).Started);
    }

    private static void AssertRefused(string config, IterationSizes sizes, string setting, string bound)
    {
        var reason = sizes.WhyTooLarge(GameConfig.Parse(config));
        Assert.StartsWith(setting, reason, StringComparison.Ordinal);
        Assert.Contains(bound, reason, StringComparison.Ordinal);
    }

    private static IterationSizes Sizes(PipelineOptions? options = null, ExportOptions? export = null, EvaluationOptions? evaluation = null) =>
        new(options ?? new(), export ?? new(), evaluation ?? new());
}
