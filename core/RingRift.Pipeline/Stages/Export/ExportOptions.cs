using System.ComponentModel.DataAnnotations;
using RingRift.Learning.Samples;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Export;

/// <summary>How games become training rows; section <c>Pipeline</c>.</summary>
public sealed class ExportOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = PipelineOptions.Section;

    /// <summary>
    /// The most bytes of one array of a sample file, uncompressed; more rows go to further files, except that a game stays whole. Default 512 MiB, at most 1 GiB:
    /// an export holds the games and targets of one file in memory.
    /// </summary>
    [Range(1 << 16, SampleSizes.MostArrayBytes)]
    public long SampleFileBytes { get; set; } = 1L << 29;

    /// <summary>Part of the value target that is the game's outcome; the rest is the search's value. Default 0.5.</summary>
    [Range(0.0, 1.0)]
    public float OutcomeWeight { get; set; } = 0.5f;
}
