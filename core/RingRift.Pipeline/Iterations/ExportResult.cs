using RingRift.Eventing.Records;
using RingRift.Learning.Samples;

namespace RingRift.Pipeline.Iterations;

/// <summary>The training rows of the iteration and what they look like.</summary>
/// <param name="Samples">The rows, or the first file of them.</param>
/// <param name="Quality">The figures of all rows, for the quality gate.</param>
public sealed record ExportResult(SampleFile Samples, SampleQuality Quality) : StoredRecord
{
    /// <summary>The files after the first, in order; null where one file holds all rows.</summary>
    public IReadOnlyList<SampleFile>? FurtherSamples { get; init; }

    /// <summary>Games left out because no file had room for them; null for none.</summary>
    public int? LeftOut { get; init; }

    /// <summary>All files, in order.</summary>
    public IEnumerable<SampleFile> Files() => [Samples, .. FurtherSamples ?? []];
}
