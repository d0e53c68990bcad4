using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RingRift.InMemory;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Evaluation;
using RingRift.Pipeline.Stages.Training;

namespace RingRift.Pipeline.Tests.Iterations;

public sealed class PipelineOptionsTests
{
    [Fact]
    public void When_nothing_is_set_should_be_valid() => Assert.Empty(StartFaults.Of());

    [Theory]
    [InlineData("heuristic", "must name 'random'")]
    [InlineData("random random", "none twice")]
    [InlineData("random stockfish", "'stockfish' is none of")]
    [InlineData("random uct-1", "'uct-1' is none of")]
    public void When_baselines_are_wrong_should_name_the_value(string baselines, string fault) =>
        Assert.Contains(fault, Assert.Single(StartFaults.Of(("Baselines", baselines))), StringComparison.Ordinal);

    [Fact]
    public void When_match_jobs_do_not_fit_one_commit_should_refuse() =>
        Assert.Contains("PairsPerChunk", Assert.Single(StartFaults.Of(("PairsPerChunk", "1"))), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void When_a_past_opponent_is_told_should_count_its_event_too(int past, int faults) => Assert.Equal(
        faults,
        StartFaults.Of(
            ("PairsPerChunk", "1"), ("PairsAgainstChampion", "90"), ("PromotionTest:Elo1", "100"), ("PairsAgainstBaseline", "20"), ("ChunksAhead", "84"),
            ("PairsAgainstPast", $"{past}")).Count);

    [Theory]
    [InlineData("PairsAgainstChampion", "60", "PairsAgainstChampion: 60 pairs are fewer than the 130 that a test of 0 against 50 Elo")]
    [InlineData("PromotionTest:Elo1", "25", "PairsAgainstChampion: 400 pairs are fewer than the 514")]
    [InlineData("PromotionTest:Elo0", "60", "PromotionTest: Elo1: 50 must be above Elo0, 60.")]
    [InlineData("PromotionTest:Alpha", "0.6", "PromotionTest: The field Alpha must be between")]
    [InlineData("PairsPerChunk", "7", "PairsAgainstChampion: 400 must be a multiple of PairsPerChunk, 7.")]
    public void When_the_settings_of_the_gate_do_not_fit_each_other_should_say_which(string name, string value, string fault) =>
        Assert.Contains(fault, Assert.Single(StartFaults.Of((name, value))), StringComparison.Ordinal);

    [Fact]
    public void When_a_quality_bound_is_out_of_range_should_refuse() =>
        Assert.Contains("Quality", Assert.Single(StartFaults.Of(("Quality:MinDecisiveShare", "2"))), StringComparison.Ordinal);

    [Fact]
    public void When_configured_wrong_should_fail_when_first_asked_for()
    {
        var settings = new Dictionary<string, string?> { ["Pipeline:Baselines"] = "heuristic", ["Pipeline:Quality:MinRows"] = "77" };
        using var services = new ServiceCollection().AddLogging().AddInMemoryPipeline()
            .AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<EvaluationOptions>());
    }

    [Fact]
    public void When_configured_should_read_nested_values()
    {
        var settings = new Dictionary<string, string?> { ["Pipeline:GamesPerShard"] = "5", ["Pipeline:Quality:MinRows"] = "77", ["Pipeline:MaxIterations"] = "4" };
        using var services = new ServiceCollection().AddLogging().AddInMemoryPipeline()
            .AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        var options = services.GetRequiredService<PipelineOptions>();
        Assert.Equal((5, 77, 4), (options.GamesPerShard, services.GetRequiredService<TrainingPlanOptions>().Quality.MinRows, options.MaxIterations));
    }
}

/// <summary>What a process says of its settings at start.</summary>
internal static class StartFaults
{
    /// <summary>One line for each wrong setting.</summary>
    /// <param name="settings">Of section <c>Pipeline</c>; the rest are the defaults.</param>
    public static IReadOnlyList<string> Of(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"{PipelineOptions.Section}:{setting.Name}", (string?)setting.Value))).Build();
        using var services = new ServiceCollection().AddLogging().AddInMemoryPipeline().AddPipeline(configuration).BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException fault)
        {
            return [.. fault.Failures];
        }
        catch (AggregateException faults)
        {
            return [.. faults.InnerExceptions.Cast<OptionsValidationException>().SelectMany(fault => fault.Failures)];
        }
    }
}
