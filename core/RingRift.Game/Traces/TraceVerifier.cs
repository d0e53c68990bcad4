using System.Runtime.ExceptionServices;

namespace RingRift.Game.Traces;

/// <summary>Replays recorded games and compares every legal list, state and result with the record.</summary>
public static class TraceVerifier
{
    /// <summary>
    /// Verifies one file, or every .jsonl and .jsonl.gz file below a folder. What cannot be read as a recorded game stands in the report;
    /// the rest is verified.
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

/// <summary>Counts replayed games from several threads.</summary>
internal sealed class TraceTally(Action<TraceProgress>? progress)
{
    private readonly Lock _gate = new();
    private readonly List<TraceMismatch> _mismatches = [];
    private readonly List<TraceFault> _faults = [];
    private int _games;
    private long _plies;

    public void Add(TraceLine line, TraceVerdict verdict)
    {
        lock (_gate)
        {
            _games++;
            _plies += verdict.Plies;
            if (verdict.Mismatch is { } mismatch)
            {
                _mismatches.Add(mismatch);
            }

            progress?.Invoke(new TraceProgress(_games, _plies, _mismatches.Count, line.File));
        }
    }

    public void Add(TraceFault fault)
    {
        lock (_gate)
        {
            _faults.Add(fault);
        }
    }

    public TraceReport Report(int files) => new(
        files,
        _games,
        _plies,
        [.. _mismatches.OrderBy(mismatch => mismatch.File, StringComparer.Ordinal).ThenBy(mismatch => mismatch.Line)],
        [.. _faults.OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Line)]);
}

/// <summary>How far a verification has come.</summary>
/// <param name="Games">Games replayed so far.</param>
/// <param name="Plies">Plies replayed so far.</param>
/// <param name="Mismatches">Games that differ so far.</param>
/// <param name="File">The file of the game replayed last.</param>
public readonly record struct TraceProgress(int Games, long Plies, int Mismatches, string File);
