using System.ComponentModel.DataAnnotations;
using RingRift.Game;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Runs;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Iterations;

public sealed class IterationSizesTests
{
    public static TheoryData<string> Configs => [.. GameConfig.All.Select(config => config.Name)];

    [Theory]
    [MemberData(nameof(Configs))]
    public void Should_fit_every_config_at_default_settings(string config) =>
        Assert.Null(IterationSizes.WhyTooLarge(new PipelineOptions(), GameConfig.Parse(config)));

    [Theory]
    [MemberData(nameof(Configs))]
    public void When_a_setting_is_too_large_for_a_config_should_name_setting_value_and_bound(string config)
    {
        AssertRefused(config, new PipelineOptions { FirstGamesPerShard = 1_000_000 }, "Pipeline:FirstGamesPerShard: 1000000 games", "is the most");
        AssertRefused(config, new PipelineOptions { GamesPerShard = 900_000 }, "Pipeline:GamesPerShard: 900000 games", "is the most");
        AssertRefused(
            config, new PipelineOptions { SampleFileBytes = 65536, ShardsPerIteration = 90 }, "Pipeline:FirstGamesPerShard: 500 games", "256 files of 65536 bytes");
        AssertRefused(config, new PipelineOptions { MatchSimulations = 1_000_000 }, "Pipeline:MatchSimulations: 1000000 visits", "is the most");
    }

    [Fact]
    public void When_sizes_fit_no_config_should_refuse_the_options()
    {
        Assert.Contains(
            Faults(new PipelineOptions { MatchSimulations = 1_000_000 }), fault => fault.StartsWith("Pipeline:MatchSimulations: 1000000", StringComparison.Ordinal));
        Assert.NotNull(IterationSizes.WhyTooLarge(new PipelineOptions { MatchSimulations = 2000 }, GameConfig.Parse("hexagonal_4p")));
        Assert.Empty(Faults(new PipelineOptions { MatchSimulations = 2000 }));
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

    private static void AssertRefused(string config, PipelineOptions options, string setting, string bound)
    {
        var reason = IterationSizes.WhyTooLarge(options, GameConfig.Parse(config));
        Assert.StartsWith(setting, reason, StringComparison.Ordinal);
        Assert.Contains(bound, reason, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Faults(PipelineOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.Select(result => result.ErrorMessage!);
    }
}
