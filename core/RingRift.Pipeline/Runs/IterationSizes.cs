using System.Globalization;
using Microsoft.Extensions.Options;
using RingRift.Game;
using RingRift.Learning.Matches;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Evaluation;
using RingRift.Pipeline.Stages.Export;
using RingRift.Pipeline.Stages.Promotion;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Runs;

/// <summary>Holds the settings of an iteration against what one config's games make of them (ADR 0030).</summary>
public sealed class IterationSizes(PipelineOptions options, ExportOptions export, EvaluationOptions evaluation)
{
    /// <summary>The most bytes that the games of one shard, or the searches of one match job, may take in memory: half of what functions run with.</summary>
    public const long MostBytes = SelfPlaySize.MostShardBytes;

    // What self-play does is set at the workers, which look after themselves. Here every decision counts as searched in full, with the default visits.
    private const double FullShare = 1;
    private const int FullVisits = 64;

    /// <summary>What does not fit, with setting, value and bound; null when everything fits.</summary>
    public string? WhyTooLarge(GameConfig config) =>
        WhyShardTooLarge(nameof(options.FirstGamesPerShard), options.FirstGamesPerShard, config)
            ?? WhyShardTooLarge(nameof(options.GamesPerShard), options.GamesPerShard, config)
            ?? WhyMatchTooLarge(config);

    private string? WhyShardTooLarge(string name, int games, GameConfig config)
    {
        var record = GameSizes.RecordBytes(config, FullVisits, FullShare);
        var mostInMemory = MostBytes / record;
        if (games > mostInMemory)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{PipelineOptions.Section}:{name}: {games} games of {config} take {games * record} bytes in the memory of a worker; "
                + $"{MostBytes} is the most, {mostInMemory} games.");
        }

        var rows = GameSizes.Decisions(config) * FullShare;
        var mostRows = (long)PipelineOptions.MostSampleFiles * SampleSizes.MostRows(config, export.SampleFileBytes);
        var mostInFiles = (long)(mostRows / rows / options.ShardsPerIteration);
        return games <= mostInFiles ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{PipelineOptions.Section}:{name}: {games} games of {config} in each of {options.ShardsPerIteration} shards ({nameof(options.ShardsPerIteration)}) "
            + $"give up to {games * options.ShardsPerIteration * rows:F0} rows; {PipelineOptions.MostSampleFiles} files of {export.SampleFileBytes} bytes "
            + $"({nameof(export.SampleFileBytes)}) hold {mostRows}, those of {mostInFiles} games.");
    }

    private string? WhyMatchTooLarge(GameConfig config)
    {
        // Each game has a search for the candidate and one for its opponent.
        var match = new MatchOptions { Rules = GameRules.For(config), Pairs = evaluation.PairsPerChunk };
        var searches = 2L * match.GamesAtOnce;
        var most = MostBytes / (searches * GameSizes.SearchBytes(config, 1));
        return evaluation.MatchSimulations <= most ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{PipelineOptions.Section}:{nameof(evaluation.MatchSimulations)}: {evaluation.MatchSimulations} visits of {searches} searches of {config} at once "
            + $"take {searches * GameSizes.SearchBytes(config, evaluation.MatchSimulations)} bytes; {MostBytes} is the most, {most} visits.");
    }
}

/// <summary>Checks options of several stages against each other, at start (K22). What is wrong with one of them alone is said by itself.</summary>
internal sealed class PipelineCheck(
    IOptions<ExportOptions> export, IOptions<EvaluationOptions> evaluation, IOptions<PromotionOptions> promotion) : IValidateOptions<PipelineOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PipelineOptions options)
    {
        try
        {
            string[] faults = [.. Faults(options)];
            return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
        catch (OptionsValidationException)
        {
            return ValidateOptionsResult.Skip;
        }
    }

    private IEnumerable<string> Faults(PipelineOptions options)
    {
        var (pairs, test) = (evaluation.Value.PairsAgainstChampion, promotion.Value.PromotionTest);
        var expected = test.ExpectedPairs(players: 2);
        if (pairs < expected)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"PairsAgainstChampion: {pairs} pairs are fewer than the {Math.Ceiling(expected)} that a test of {test.Elo0:0.#} against {test.Elo1:0.#} Elo with errors of "
                + $"{test.Alpha} and {test.Beta} takes on average; more of them, a higher PromotionTest:Elo1 or larger errors.");
        }

        // What fits some configs and not others is refused when a run of the others is started.
        var sizes = new IterationSizes(options, export.Value, evaluation.Value);
        if (options.ShardsPerIteration > 0 && GameConfig.All.All(config => sizes.WhyTooLarge(config) is not null))
        {
            yield return sizes.WhyTooLarge(GameConfig.All[0])!;
        }
    }
}
