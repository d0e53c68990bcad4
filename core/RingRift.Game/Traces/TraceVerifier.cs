using System.Runtime.ExceptionServices;

namespace RingRift.Game.Traces;

/// <summary>Replays recorded games and compares every legal list, state and result with the record (TRACE_FORMAT).</summary>
public static class TraceVerifier
{
    /// <summary>
    /// Verifies one file, or every .jsonl and .jsonl.gz file below a folder. What cannot be read as a recorded game stands in the report; the rest is verified.
    /// </summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="threads">Games replayed side by side, at least 1.</param>
    /// <param name="progress">Told after every game, from the replaying threads one at a time.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or the folder holds no trace file.</exception>
    public static TraceReport Verify(
        string path, int threads = 1, Action<TraceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var files = TraceFiles.Find(path);
        var tally = new TraceTally(progress);
        try
        {
            Parallel.ForEach(
                TraceFiles.ReadLines(files, tally.Add),
                new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
                () => new TraceReplay(),
                (line, _, replay) => Verify(line, replay, tally),
                _ => { });
        }
        catch (AggregateException failures)
        {
            // Nothing of a file's content gets here; callers should see the failure of their own callback as it was thrown.
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }

        return tally.Report(files.Count);
    }

    private static TraceReplay Verify(TraceLine line, TraceReplay replay, TraceTally tally)
    {
        TraceGame game;
        try
        {
            game = TraceGame.Parse(line);
        }
        catch (TraceFormatException malformed)
        {
            tally.Add(malformed.Fault);
            return replay;
        }

        tally.Add(line, replay.Verify(line, game));
        return replay;
    }
}
