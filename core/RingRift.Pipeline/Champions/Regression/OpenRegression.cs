using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Champions.Regression;

/// <summary>A regression that was seen and is not over.</summary>
/// <param name="Baseline">The earlier champion that is stronger.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="InARow">Times it was seen in a row, each time with new games.</param>
public sealed record OpenRegression(ArtifactRef Baseline, RegressionSeverity Severity, int InARow) : StoredRecord;
