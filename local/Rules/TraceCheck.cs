using System.Text.Json;
using RingRift.Game.Traces;

namespace RingRift.Local.Rules;

/// <summary>Verifies recorded games and reports to people or scripts.</summary>
internal sealed class TraceCheck(TimeProvider clock, TextWriter output, TextWriter errors)
{
    private const int ShownMismatches = 10;
    private const int GamesBetweenReports = 100;

    /// <summary>Returns the exit code: 0 when every game was reproduced.</summary>
    public int Run(string path, int threads, bool json, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var report = TraceVerifier.Verify(path, threads, progress => Tell(progress, start), cancellationToken);
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
        }
        else
        {
            Print(report);
        }

        return report.Passed ? 0 : 1;
    }

    private void Tell(TraceProgress progress, long start)
    {
        if (progress.Games % GamesBetweenReports == 0)
        {
            var rate = progress.Plies / Math.Max(0.001, clock.GetElapsedTime(start).TotalSeconds);
            errors.WriteLine($"{progress.Games} games, {progress.Plies} plies, {progress.Mismatches} mismatches, {rate:N0} plies/s, in {Path.GetFileName(progress.File)}");
        }
    }

    private void Print(TraceReport report)
    {
        foreach (var mismatch in report.Mismatches.Take(ShownMismatches))
        {
            output.WriteLine(mismatch);
        }

        if (report.Mismatches.Count > ShownMismatches)
        {
            output.WriteLine($"... and {report.Mismatches.Count - ShownMismatches} more games; --json prints all");
        }

        output.WriteLine($"{report.Files} files, {report.Games} games, {report.Plies} plies, {report.Mismatches.Count} mismatches");
    }
}
