namespace RingRift.Game.Traces;

/// <summary>Replays recorded games and compares every legal list, state and result with the record (TRACE_FORMAT).</summary>
public static class TraceVerifier
{
    /// <summary>Verifies one file, or every .jsonl and .jsonl.gz file below a folder.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="threads">Games replayed side by side, at least 1.</param>
    /// <param name="progress">Told after every game, from the replaying threads one at a time.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or the folder holds no trace file.</exception>
    /// <exception cref="TraceFormatException">A line is not a recorded game; the message names file and line.</exception>
    public static TraceReport Verify(
        string path, int threads = 1, Action<TraceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var files = TraceFiles.Find(path);
        var tally = new TraceTally(progress);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        try
        {
            Parallel.ForEach(
                TraceFiles.ReadLines(files),
                options,
                () => new TraceReplay(),
                (line, _, replay) =>
                {
                    var game = TraceGame.Parse(line);
                    tally.Add(line, game.Plies.Count, replay.Verify(line, game));
                    return replay;
                },
                _ => { });
        }
        catch (AggregateException failures) when (failures.InnerExceptions[0] is TraceFormatException malformed)
        {
            throw new TraceFormatException(malformed.File, malformed.Line, malformed.Rule, failures);
        }

        return tally.Report(files.Count);
    }
}
