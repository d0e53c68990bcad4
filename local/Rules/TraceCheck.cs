using System.Text.Json;
using RingRift.Game.Traces;

namespace RingRift.Local.Rules;

/// <summary>Verifies recorded games and reports to people or scripts.</summary>
internal sealed class TraceCheck(TimeProvider clock, TextWriter output, TextWriter errors)
{
    private const int Shown = 10;
    private const int GamesBetweenReports = 100;

    /// <summary>Returns the exit code: 0 when all files could be read and every game was reproduced.</summary>
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
            errors.WriteLine(
                $"{progress.Games} games, {progress.Plies} plies, {progress.Mismatches} mismatches, {rate:N0} plies/s, in {Path.GetFileName(progress.File)}");
        }
    }

    private void Print(TraceReport report)
    {
        Print(output, report.Mismatches, "games");
        Print(errors, [.. report.Faults.Select(fault => $"error: {fault}")], "errors");
        output.WriteLine(
            $"{report.Files} files, {report.Games} games, {report.Plies} plies, {report.Mismatches.Count} mismatches, {report.Faults.Count} unreadable files or lines");
    }

    private static void Print(TextWriter writer, IReadOnlyList<object> findings, string what)
    {
        foreach (var finding in findings.Take(Shown))
        {
            writer.WriteLine(finding);
        }

        if (findings.Count > Shown)
        {
            writer.WriteLine($"... and {findings.Count - Shown} more {what}; --json prints all");
        }
    }
}
