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

/// <summary>The first difference between a recorded game and its replay.</summary>
/// <param name="File">The trace file.</param>
/// <param name="Line">Line of the game in the file, from 1.</param>
/// <param name="Board">The board's name.</param>
/// <param name="Players">Number of seats.</param>
/// <param name="Seed">What identifies the game in its set: a number, or any text.</param>
/// <param name="Ply">Ply index from 0; -1 for the header or start position, the number of plies for the result.</param>
/// <param name="What">What differs: "legal count", "legal hash", "state hash", "result" and so on.</param>
/// <param name="Expected">The recorded value.</param>
/// <param name="Actual">The value of the replay.</param>
/// <param name="State">Canonical state before the ply; for the header the start position, for the result the last one.</param>
/// <param name="Detail">Canonical legal moves, the state after the ply, or the rules: whichever explains the difference.</param>
public sealed record TraceMismatch(
    string File,
    int Line,
    string Board,
    int Players,
    string Seed,
    int Ply,
    string What,
    string Expected,
    string Actual,
    string State,
    string Detail)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"""
         {File}:{Line} {Board} {Players}p seed {Seed}, ply {Ply}: {What} differs
           expected {Expected}
           actual   {Actual}
           before   {State}
           {Detail}
         """;
}

/// <summary>A file, or a line of it, that could not be read as recorded games.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Line in the file, from 1; 0 for the file as a whole.</param>
/// <param name="Rule">What is wrong with it.</param>
public sealed record TraceFault(string File, int Line, string Rule)
{
    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Rule}" : $"{File}: {Rule}";
}
