using System.Globalization;
using System.Text;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace RingRift.Lab;

/// <summary>What came out of several recipes: a table of their ends, and curves of strength by processor time.</summary>
internal sealed class Comparison(IReadOnlyList<LabPoint> points, IReadOnlyList<string> recipes)
{
    private const double Z95 = 1.959963984540054;

    /// <summary>
    /// A row for each recipe and opponent: the mean score at the end over all seeds, and how much it differs from the first recipe's, paired by seed. The
    /// interval of the difference is that of the mean over seeds, so it holds the luck of runs and of matches.
    /// </summary>
    public string Table()
    {
        var text = new StringBuilder("| recipe | games | trainings | opponent | score by seed | mean | difference to the first, 95 % |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var recipe in recipes)
        {
            foreach (var ends in Ends(recipe).GroupBy(point => point.Opponent))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {recipe} | {ends.Average(point => point.Games):N0} | {ends.Average(point => point.Trainings):F1} | `{ends.Key}` "
                    + $"| {string.Join(", ", ends.OrderBy(point => point.Seed).Select(point => point.Score.ToString("P0", CultureInfo.InvariantCulture)))} "
                    + $"| {ends.Average(point => point.Score):P1} | {Difference(recipe, ends.Key)} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Curves of every recipe against an opponent, the mean over seeds.</summary>
    public string Curves(string opponent)
    {
        var model = new PlotModel { Title = $"Score against {opponent}", TitleFontSize = 14, DefaultFont = "Arial", Background = OxyColors.White, Padding = new OxyThickness(16, 8, 44, 8) };
        model.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.RightTop });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "processor seconds", Minimum = 0, MajorGridlineStyle = LineStyle.Dot });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Title = "score", Minimum = 0, Maximum = 1, MajorGridlineStyle = LineStyle.Dot });
        foreach (var recipe in recipes)
        {
            var line = new LineSeries { Title = recipe, MarkerType = MarkerType.Circle, MarkerSize = 2 };
            var runs = points.Where(point => point.Recipe == recipe && point.Opponent == opponent).GroupBy(point => point.Seed)
                .Select(run => run.OrderBy(point => point.Seconds).ToList()).ToList();
            for (var at = 0; runs.Count > 0 && at < runs.Min(run => run.Count); at++)
            {
                line.Points.Add(new DataPoint(runs.Average(run => run[at].Seconds), runs.Average(run => run[at].Score)));
            }

            model.Series.Add(line);
        }

        return new SvgExporter { Width = 760, Height = 300 }.ExportToString(model);
    }

    private IEnumerable<LabPoint> Ends(string recipe) =>
        points.Where(point => point.Recipe == recipe).GroupBy(point => (point.Seed, point.Opponent)).Select(run => run.MaxBy(point => point.Seconds)!);

    private string Difference(string recipe, string opponent)
    {
        var first = Ends(recipes[0]).Where(point => point.Opponent == opponent).ToDictionary(point => point.Seed, point => point.Score);
        double[] differences =
        [
            .. Ends(recipe).Where(point => point.Opponent == opponent && first.ContainsKey(point.Seed)).Select(point => point.Score - first[point.Seed]),
        ];
        if (recipe == recipes[0] || differences.Length == 0)
        {
            return "–";
        }

        var mean = differences.Average();
        var error = differences.Length < 2
            ? "one seed"
            : string.Create(CultureInfo.InvariantCulture, $"±{100 * Z95 * Math.Sqrt(differences.Sum(one => (one - mean) * (one - mean)) / (differences.Length - 1) / differences.Length):F1}");
        return string.Create(CultureInfo.InvariantCulture, $"{100 * mean:+0.0;-0.0} ({error}) points");
    }
}
