using System.ComponentModel.DataAnnotations;
using RingRift.Eventing.Aggregates;
using RingRift.Game;

namespace RingRift.Pipeline.Iterations;

/// <summary>
/// What every iteration of a run is planned with; section <c>Pipeline</c>, which the options of the stages are bound to as well. The defaults give
/// <c>hex8_2p</c> on two cores an iteration of about four minutes.
/// </summary>
public sealed class PipelineOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Pipeline";

    /// <summary>Most events one commit may hold; shards and match chunks are each requested in one commit.</summary>
    public const int MaxJobsPerStage = CommitLimits.MostEvents;

    /// <summary>Most sample files of an iteration, and of a window: a command names them all, and an event holds 47 KiB.</summary>
    public const int MostSampleFiles = 256;

    /// <summary>Self-play jobs of an iteration, whose games go on together. Default 1.</summary>
    [Range(1, MaxJobsPerStage)]
    public int ShardsPerIteration { get; set; } = 1;

    /// <summary>Games of a job that plays with a network. Default 40: half a minute of one core. Where the scaler starts the workers, 25 times as many and more (docs/scale.md).</summary>
    [Range(1, 1_000_000)]
    public int GamesPerShard { get; set; } = 40;

    /// <summary>Games of a job that plays with rollouts, before there is a network: they are several times faster. Default 100.</summary>
    [Range(1, 1_000_000)]
    public int FirstGamesPerShard { get; set; } = 100;

    /// <summary>Last iteration; null to go on until stopped.</summary>
    [Range(1, 1_000_000)]
    public int? MaxIterations { get; set; }

    /// <summary>Iterations in a row that may end without a candidate before the run stops. Default 3.</summary>
    [Range(1, 1000)]
    public int MaxFailuresInARow { get; set; } = 3;

    /// <summary>Seed of the run.</summary>
    public long Seed { get; set; } = 1;
}

/// <summary>A name that is none of the twelve configs.</summary>
/// <param name="name">The name.</param>
public sealed class UnknownConfigException(string? name)
    : ArgumentException($"'{name}' is no config; there are {string.Join(", ", GameConfig.All.Select(config => config.Name))}")
{
    /// <summary>The config of a name.</summary>
    /// <exception cref="UnknownConfigException">It is none of the twelve.</exception>
    public static GameConfig Require(string? name) => GameConfig.TryParse(name, out var config) ? config : throw new UnknownConfigException(name);
}
