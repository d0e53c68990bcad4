namespace RingRift.Game.Traces;

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
