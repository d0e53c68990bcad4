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
        StartFaults.Of(("PairsPerChunk", "1"), ("PairsAgainstChampion", "25"), ("PairsAgainstBaseline", "20"), ("PairsAgainstPast", $"{past}")).Count);

    [Fact]
    public void When_the_pairs_cannot_reach_the_confidence_should_refuse() =>
        Assert.Contains("PairsAgainstChampion", Assert.Single(StartFaults.Of(("PairsAgainstChampion", "4"))), StringComparison.Ordinal);

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
