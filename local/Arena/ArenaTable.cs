using System.Globalization;
using System.Text;
using RingRift.Learning.Players;
using RingRift.Learning.Ratings;

namespace RingRift.Local.Arena;

/// <summary>
/// The results of a round robin as a Markdown table: the score of each row's player against each column's, in percent, and its rating over
/// all of them.
/// </summary>
internal static class ArenaTable
{
    /// <param name="results">Every pair of players once.</param>
    /// <param name="players">Players per game.</param>
    public static string Of(IReadOnlyList<ArenaResult> results, int players)
    {
        List<string> names = [.. results.SelectMany(result => new[] { result.A, result.B }).Distinct()];
        var text = new StringBuilder();
        var ratings = Ratings(results, names.Contains(Baseline.Random) ? Baseline.Random : names[0], players);
        text.Append("| |").AppendJoin('|', names.Select(name => $" {name} ")).AppendLine("| Elo |");
        text.Append("| --- |").AppendJoin('|', names.Select(_ => " --- ")).AppendLine("| --- |");
        foreach (var row in names)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row} |");
            text.AppendJoin('|', names.Select(column => $" {Cell(results, row, column)} ")).AppendLine(CultureInfo.InvariantCulture, $"| {Rating(ratings[row])} |");
        }

        return text.ToString();
    }

    private static IReadOnlyDictionary<string, EloInterval> Ratings(IReadOnlyList<ArenaResult> results, string zero, int players) => BradleyTerry.Fit(
        [.. results.Select(result => new RatedMatch(result.A, result.B, result.Score.Pairs))], new Dictionary<string, double> { [zero] = 0 }, players);

    private static string Rating(EloInterval elo) => string.Create(CultureInfo.InvariantCulture, $"{elo.Elo:F0} [{elo.Low:F0}, {elo.High:F0}]");

    private static string Cell(IReadOnlyList<ArenaResult> results, string row, string column) =>
        results.FirstOrDefault(result => result.A == row && result.B == column) is { } forth
            ? Percent(forth.Score.Pairs.Score, forth.Score.Pairs.Low, forth.Score.Pairs.High)
            : results.FirstOrDefault(result => result.A == column && result.B == row) is { } back
                ? Percent(1 - back.Score.Pairs.Score, 1 - back.Score.Pairs.High, 1 - back.Score.Pairs.Low)
                : "–";

    private static string Percent(double score, double low, double high) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * score:F0} [{100 * low:F0}, {100 * high:F0}]");
}
