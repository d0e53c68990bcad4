using System.Text;
using RingRift.Files;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Reports;

/// <summary>Writes the report of a run: <c>report.html</c>, the curves in it as <c>curves.svg</c>, and their points as <c>curves.csv</c>.</summary>
internal static class ReportFiles
{
    /// <summary>Name of the page.</summary>
    public const string Page = "report.html";

    /// <summary>Writes them into a folder that exists; those of before are replaced.</summary>
    /// <returns>Path of the page.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static string Write(string folder, RunStatus status)
    {
        var points = CurvePoint.Of(status);
        var charts = RunCharts.Draw(points);
        Write(Path.Combine(folder, "curves.csv"), string.Join('\n', points.Select(point => point.ToCsv()).Prepend(CurvePoint.CsvHead)) + '\n');
        Write(Path.Combine(folder, "curves.svg"), RunCharts.Stack(charts));
        var page = Path.Combine(folder, Page);
        Write(page, ReportPage.Of(status, charts));
        return page;
    }

    private static void Write(string path, string text) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(text));
}
