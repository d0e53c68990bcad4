namespace RingRift.Game.Traces;

/// <summary>Counts replayed games from several threads.</summary>
internal sealed class TraceTally(Action<TraceProgress>? progress)
{
    private readonly Lock _gate = new();
    private readonly List<TraceMismatch> _mismatches = [];
    private int _games;
    private long _plies;

    public void Add(TraceLine line, int plies, TraceMismatch? mismatch)
    {
        lock (_gate)
        {
            _games++;
            _plies += plies;
            if (mismatch is not null)
            {
                _mismatches.Add(mismatch);
            }

            progress?.Invoke(new TraceProgress(_games, _plies, _mismatches.Count, line.File));
        }
    }

    public TraceReport Report(int files)
    {
        var ordered = _mismatches.OrderBy(mismatch => mismatch.File, StringComparer.Ordinal).ThenBy(mismatch => mismatch.Line);
        return new TraceReport(files, _games, _plies, [.. ordered]);
    }
}
