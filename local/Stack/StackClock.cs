using System.Globalization;
using RingRift.Eventing.Clocks;

namespace RingRift.Local.Stack;

/// <summary>
/// Says when the machine's clock is not what it was: against the files of earlier runs, and against the counter of this one.
/// </summary>
internal sealed class StackClock(string folder, TimeProvider time)
{
    private readonly SteadyClock _steady = new(time);
    private readonly string? _older = Older(folder, time.GetUtcNow());

    /// <summary>What people should know of the clock.</summary>
    public IEnumerable<string> Notes()
    {
        if (_older is not null)
        {
            yield return _older;
        }

        var by = time.GetUtcNow() - _steady.Now;
        if (by.Duration() > StoredTime.Tolerance)
        {
            yield return $"somebody set the clock {Text(by)} {(by > TimeSpan.Zero ? "ahead" : "back")} during this run; stored times of the future count as now, and nothing is deleted as old for the time being";
        }
    }

    private static string? Older(string folder, DateTimeOffset now)
    {
        var newest = new DirectoryInfo(folder).EnumerateFiles(
            "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(file => new DateTimeOffset(file.LastWriteTimeUtc)).DefaultIfEmpty(now).Max();
        return newest.IsAhead(now)
            ? $"files in {folder} were written up to {Text(newest - now)} in the future: the clock was ahead then, or is behind now; what was stored then counts as now"
            : null;
    }

    private static string Text(TimeSpan span) => span.Duration().ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
}
