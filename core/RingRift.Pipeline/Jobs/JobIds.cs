using System.Globalization;

namespace RingRift.Pipeline.Jobs;

/// <summary>Names of jobs: the same for every delivery and attempt, so that a job is one thing however often it is asked for.</summary>
public static class JobIds
{
    /// <summary>What the jobs of an iteration begin with.</summary>
    public static string Of(string config, int iteration) => string.Create(CultureInfo.InvariantCulture, $"{config}-{iteration:D6}-");

    /// <summary>A shard of self-play games.</summary>
    public static string SelfPlay(string config, int iteration, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{config}-{iteration:D6}-selfplay-{shard:D3}");

    /// <summary>The training of an iteration.</summary>
    public static string Training(string config, int iteration) =>
        string.Create(CultureInfo.InvariantCulture, $"{config}-{iteration:D6}-training");

    /// <summary>A chunk of evaluation games.</summary>
    public static string Match(string config, int iteration, string opponent, int chunk) =>
        string.Create(CultureInfo.InvariantCulture, $"{config}-{iteration:D6}-match-{opponent}-{chunk:D3}");
}
