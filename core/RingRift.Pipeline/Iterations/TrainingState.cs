using System.Globalization;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>The training of the candidate, as far as it has come.</summary>
public sealed record TrainingState : StoredRecord
{
    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>Rows in the window.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of the training among those of the config, from 1; 0 for one of a run whose iterations followed one another.</summary>
    public int Number { get; init; }

    /// <summary>Rows that its steps draw in all, repeats counted; 0 for one that was asked for before this was kept.</summary>
    public long Samples { get; init; }

    /// <summary>Checkpoint it goes on from; null for one from nothing.</summary>
    public ArtifactRef? StartFrom { get; init; }

    /// <summary>Iterations whose rows are in the window, ascending; empty for one of a run whose iterations followed one another.</summary>
    public IReadOnlyList<IterationRange> Window { get; init; } = [];

    /// <summary>Newest attempt that began, from 1; 0 before.</summary>
    public int Attempt { get; init; }

    /// <summary>Worker of that attempt.</summary>
    public string? Worker { get; init; }

    /// <summary>The candidate.</summary>
    public ArtifactRef? Model { get; init; }

    /// <summary>Its checkpoint.</summary>
    public ArtifactRef? Checkpoint { get; init; }

    /// <summary>Optimiser steps made.</summary>
    public int Steps { get; init; }

    /// <summary>Policy cross-entropy on validation rows, nats.</summary>
    public double? PolicyLoss { get; init; }

    /// <summary>Value cross-entropy on validation rows, nats.</summary>
    public double? ValueLoss { get; init; }

    /// <summary>Time the last attempt worked, in seconds.</summary>
    public double? Seconds { get; init; }
}

/// <summary>Iterations without a gap.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public sealed record IterationRange(int From, int To) : StoredRecord
{
    /// <summary>Numbers as few ranges, ascending.</summary>
    public static IReadOnlyList<IterationRange> Of(IEnumerable<int> iterations)
    {
        var ranges = new List<IterationRange>();
        foreach (var iteration in iterations.Distinct().Order())
        {
            if (ranges.Count > 0 && ranges[^1].To == iteration - 1)
            {
                ranges[^1] = ranges[^1] with { To = iteration };
            }
            else
            {
                ranges.Add(new IterationRange(iteration, iteration));
            }
        }

        return ranges;
    }

    /// <summary>Whether an iteration is one of them.</summary>
    public bool Contains(int iteration) => iteration >= From && iteration <= To;

    /// <inheritdoc/>
    public override string ToString() => From == To
        ? From.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{From}-{To}");
}
