using System.Globalization;
using RingRift.Game;
using RingRift.Learning.Matches;
using RingRift.Learning.Samples;
using RingRift.Learning.SelfPlay;

namespace RingRift.Pipeline.Iterations;

/// <summary>Holds the settings of an iteration against what one config's games make of them (ADR 0030).</summary>
public static class IterationSizes
{
    /// <summary>The most bytes that the games of one shard, or the searches of one match job, may take in memory: half of what functions run with.</summary>
    public const long MostBytes = 1L << 30;

    // What self-play does is set at the workers, which look after themselves. Here every decision counts as searched in full, with the default visits.
    private const double FullShare = 1;
    private const int FullVisits = 64;

    /// <summary>What does not fit, with setting, value and bound; null when everything fits.</summary>
    public static string? WhyTooLarge(PipelineOptions options, GameConfig config)
    {
        ArgumentNullException.ThrowIfNull(options);
        return WhyShardTooLarge(nameof(options.FirstGamesPerShard), options.FirstGamesPerShard, options, config)
            ?? WhyShardTooLarge(nameof(options.GamesPerShard), options.GamesPerShard, options, config)
            ?? WhyMatchTooLarge(options, config);
    }

    private static string? WhyShardTooLarge(string name, int games, PipelineOptions options, GameConfig config)
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
        var mostRows = (long)PipelineOptions.MostSampleFiles * SampleSizes.MostRows(config, options.SampleFileBytes);
        var mostInFiles = (long)(mostRows / rows / options.ShardsPerIteration);
        return games <= mostInFiles ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{PipelineOptions.Section}:{name}: {games} games of {config} in each of {options.ShardsPerIteration} shards ({nameof(options.ShardsPerIteration)}) "
            + $"give up to {games * options.ShardsPerIteration * rows:F0} rows; {PipelineOptions.MostSampleFiles} files of {options.SampleFileBytes} bytes "
            + $"({nameof(options.SampleFileBytes)}) hold {mostRows}, those of {mostInFiles} games.");
    }

    private static string? WhyMatchTooLarge(PipelineOptions options, GameConfig config)
    {
        // Each game has a search for the candidate and one for its opponent.
        var match = new MatchOptions { Rules = GameRules.For(config), Pairs = options.PairsPerChunk };
        var searches = 2L * match.GamesAtOnce;
        var most = MostBytes / (searches * GameSizes.SearchBytes(config, 1));
        return options.MatchSimulations <= most ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{PipelineOptions.Section}:{nameof(options.MatchSimulations)}: {options.MatchSimulations} visits of {searches} searches of {config} at once "
            + $"take {searches * GameSizes.SearchBytes(config, options.MatchSimulations)} bytes; {MostBytes} is the most, {most} visits.");
    }
}
