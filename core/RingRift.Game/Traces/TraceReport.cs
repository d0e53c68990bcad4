namespace RingRift.Game.Traces;

/// <summary>What a verification found.</summary>
/// <param name="Files">Trace files read.</param>
/// <param name="Games">Games replayed.</param>
/// <param name="Plies">Plies replayed.</param>
/// <param name="Mismatches">The first difference of every game that has one, in the order of files and lines.</param>
public sealed record TraceReport(int Files, int Games, long Plies, IReadOnlyList<TraceMismatch> Mismatches)
{
    /// <summary>Whether every game was reproduced.</summary>
    public bool Passed => Mismatches.Count == 0;
}
