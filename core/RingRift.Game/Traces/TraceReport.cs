namespace RingRift.Game.Traces;

/// <summary>What a verification found.</summary>
/// <param name="Files">Trace files found.</param>
/// <param name="Games">Games replayed.</param>
/// <param name="Plies">Plies replayed; a game that differs counts up to its first difference.</param>
/// <param name="Mismatches">The first difference of every game that has one, in the order of files and lines.</param>
/// <param name="Faults">Files and lines that could not be read as recorded games, in the same order.</param>
public sealed record TraceReport(
    int Files, int Games, long Plies, IReadOnlyList<TraceMismatch> Mismatches, IReadOnlyList<TraceFault> Faults)
{
    /// <summary>Whether there were games, every file could be read to its end, and every game was reproduced.</summary>
    public bool Passed => Games > 0 && Mismatches.Count == 0 && Faults.Count == 0;
}
