using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RingRift.InMemory;
using RingRift.Learning.Samples;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Tests.Iterations;

public sealed class PipelineOptionsTests
{
    [Fact]
    public void When_nothing_is_set_should_be_valid() => Assert.Empty(Faults(new PipelineOptions()));

    [Theory]
    [InlineData("heuristic", "must name 'random'")]
    [InlineData("random random", "none twice")]
    [InlineData("random stockfish", "'stockfish' is none of")]
    [InlineData("random uct-1", "'uct-1' is none of")]
    public void When_baselines_are_wrong_should_name_the_value(string baselines, string fault) =>
        Assert.Contains(fault, Assert.Single(Faults(new PipelineOptions { Baselines = baselines })), StringComparison.Ordinal);

    [Fact]
    public void When_match_jobs_do_not_fit_one_commit_should_refuse() =>
        Assert.Contains("PairsPerChunk", Assert.Single(Faults(new PipelineOptions { PairsPerChunk = 1 })), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void When_a_past_opponent_is_told_should_count_its_event_too(int past, int faults) => Assert.Equal(
        faults,
        Faults(new PipelineOptions { PairsPerChunk = 1, PairsAgainstChampion = 25, PairsAgainstBaseline = 20, PairsAgainstPast = past }).Length);

    [Fact]
    public void When_the_pairs_cannot_reach_the_confidence_should_refuse() =>
        Assert.Contains("PairsAgainstChampion", Assert.Single(Faults(new PipelineOptions { PairsAgainstChampion = 4 })), StringComparison.Ordinal);

    [Fact]
    public void When_a_quality_bound_is_out_of_range_should_refuse() =>
        Assert.Contains("Quality", Assert.Single(Faults(new PipelineOptions { Quality = new QualityGateOptions { MinDecisiveShare = 2 } })), StringComparison.Ordinal);

    [Fact]
    public void When_configured_wrong_should_fail_when_first_asked_for()
    {
        var settings = new Dictionary<string, string?> { ["Pipeline:Baselines"] = "heuristic", ["Pipeline:Quality:MinRows"] = "77" };
        using var services = new ServiceCollection().AddLogging().AddInMemoryPipeline()
            .AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<PipelineOptions>());
    }

    [Fact]
    public void When_configured_should_read_nested_values()
    {
        var settings = new Dictionary<string, string?> { ["Pipeline:GamesPerShard"] = "5", ["Pipeline:Quality:MinRows"] = "77", ["Pipeline:MaxIterations"] = "4" };
        using var services = new ServiceCollection().AddLogging().AddInMemoryPipeline()
            .AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        var options = services.GetRequiredService<PipelineOptions>();
        Assert.Equal((5, 77, 4), (options.GamesPerShard, options.Quality.MinRows, options.MaxIterations));
    }

    private static string[] Faults(PipelineOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(result => result.ErrorMessage!)];
    }
}
