using RingRift.Learning.Samples;
using RingRift.Pipeline.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>The training rows of the iteration and what they look like.</summary>
/// <param name="Samples">The rows.</param>
/// <param name="Quality">Their figures, for the quality gate.</param>
public sealed record ExportResult(SampleFile Samples, SampleQuality Quality) : StoredRecord;
