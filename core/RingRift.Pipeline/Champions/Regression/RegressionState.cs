using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Champions.Regression;

/// <summary>The watch over the champion of a config.</summary>
public sealed record RegressionState : StoredRecord
{
    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>Newest iteration whose evaluation was looked at; 0 before the first.</summary>
    public int JudgedThrough { get; init; }

    /// <summary>Champion that was looked at.</summary>
    public ArtifactRef? Champion { get; init; }

    /// <summary>Newest iteration whose games that champion was judged by; 0 before.</summary>
    public int Evidence { get; init; }

    /// <summary>Its regression; null when there is none.</summary>
    public OpenRegression? Open { get; init; }

    /// <summary>Newest generation made by a rollback that was told; 0 before the first.</summary>
    public int RollbacksThrough { get; init; }
}

/// <summary>A regression that was seen and is not over.</summary>
/// <param name="Baseline">The earlier champion that is stronger.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="InARow">Times it was seen in a row, each time with new games.</param>
public sealed record OpenRegression(ArtifactRef Baseline, RegressionSeverity Severity, int InARow) : StoredRecord;
