using System.Globalization;
using System.Text;

namespace RingRift.Local.Arena;

/// <summary>The results of a round robin as a Markdown table: the score of each row's player against each column's, in percent.</summary>
internal static class ArenaTable
{
    /// <param name="results">Every pair of players once.</param>
    public static string Of(IReadOnlyList<ArenaResult> results)
    {
        List<string> names = [.. results.SelectMany(result => new[] { result.A, result.B }).Distinct()];
        var text = new StringBuilder();
        text.Append("| |").AppendJoin('|', names.Select(name => $" {name} ")).AppendLine("|");
        text.Append("| --- |").AppendJoin('|', names.Select(_ => " --- ")).AppendLine("|");
        foreach (var row in names)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row} |");
            text.AppendJoin('|', names.Select(column => $" {Cell(results, row, column)} ")).AppendLine("|");
        }

        return text.ToString();
    }

    private static string Cell(IReadOnlyList<ArenaResult> results, string row, string column) =>
        results.FirstOrDefault(result => result.A == row && result.B == column) is { } forth
            ? Percent(forth.Score.Pairs.Score, forth.Score.Pairs.Low, forth.Score.Pairs.High)
            : results.FirstOrDefault(result => result.A == column && result.B == row) is { } back
                ? Percent(1 - back.Score.Pairs.Score, 1 - back.Score.Pairs.High, 1 - back.Score.Pairs.Low)
                : "–";

    private static string Percent(double score, double low, double high) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * score:F0} [{100 * low:F0}, {100 * high:F0}]");
}
