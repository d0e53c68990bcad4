using System.Globalization;
using System.Net;
using System.Text;
using RingRift.Local.Progress;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Reports;

/// <summary>A run as one page that needs no other file: the champion, its results, the curves, and every network with its fate.</summary>
internal static class ReportPage
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}"
        + "table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ddd}"
        + "svg{max-width:100%;height:auto}.wide{overflow-x:auto}";

    /// <summary>The page.</summary>
    /// <param name="status">The run.</param>
    /// <param name="charts">Its charts, as SVG.</param>
    public static string Of(RunStatus status, IReadOnlyList<string> charts)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(charts);
        var page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append(CultureInfo.InvariantCulture, $"<title>RingRift run of {Text(status.Config)}</title><style>{Style}</style></head><body>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1>Run of {Text(status.Config)}</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"<p>{status.Time:yyyy-MM-dd HH:mm} UTC, {Text(Environment.ProcessorCount)} processor cores. ")
            .Append(CultureInfo.InvariantCulture, $"{status.SelfPlay.Games:N0} games, {status.SelfPlay.Rows:N0} rows, {status.Training.Trainings} trainings, {status.Promotions} promotions.</p>\n");
        AppendChampion(page, status);
        foreach (var chart in charts)
        {
            page.Append("<div class=\"wide\">").Append(chart).Append("</div>\n");
        }

        AppendNetworks(page, status);
        return page.Append("</body></html>\n").ToString();
    }

    private static void AppendChampion(StringBuilder page, RunStatus status)
    {
        if (status.Champion is not { } champion)
        {
            page.Append("<p>There is no champion yet.</p>\n");
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<h2>Champion of generation {champion.Generation}</h2>\n<p>Network {Text(champion.Model[..12])}, made in iteration {champion.Iteration}.</p>\n");
        AppendTable(
            page,
            ["opponent", "games", "wins", "score, 95 % interval", "Elo difference, 95 % interval"],
            champion.Scores.Select(score => new object[] { RunReport.Name(score), score.Games, score.Wins, RunText.Score(score), RunText.Elo(score) }));
    }

    private static void AppendNetworks(StringBuilder page, RunStatus status)
    {
        page.Append("<h2>Networks</h2>\n");
        AppendTable(
            page,
            ["iteration", "self-play by", "rows in the window", "steps", "policy loss", "value loss", "outcome"],
            status.Iterations.Where(iteration => iteration.Training is not null || iteration.Outcome is not null).Select(iteration => new object[]
            {
                iteration.Iteration, RunText.Model(iteration.SelfPlayModel), iteration.Training?.Rows ?? 0, iteration.Training?.Steps ?? 0,
                Loss(iteration.Training?.PolicyLoss), Loss(iteration.Training?.ValueLoss), RunReport.Outcome(iteration),
            }));
    }

    private static void AppendTable(StringBuilder page, IEnumerable<string> heads, IEnumerable<object[]> rows)
    {
        page.Append("<div class=\"wide\"><table><thead><tr>");
        page.AppendJoin(string.Empty, heads.Select(head => $"<th scope=\"col\">{Text(head)}</th>")).Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            page.Append("<tr>").AppendJoin(string.Empty, row.Select(cell => $"<td>{Text(cell)}</td>")).Append("</tr>\n");
        }

        page.Append("</tbody></table></div>\n");
    }

    private static string Loss(double? loss) => loss is { } value ? value.ToString("0.000", CultureInfo.InvariantCulture) : string.Empty;

    private static string Text(object value) => WebUtility.HtmlEncode(Convert.ToString(value, CultureInfo.InvariantCulture))!;
}
