using System.Globalization;
using System.Text;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using RingRift.Learning.Players;
using RingRift.Pipeline.Champions;

namespace RingRift.Local.Reports;

/// <summary>Draws the points of a run as SVG. A chart without points is left out.</summary>
internal static class RunCharts
{
    private const int Width = 760;
    private const int Height = 300;

    /// <summary>The charts, each one SVG element: losses, scores, self-play.</summary>
    public static IReadOnlyList<string> Draw(IReadOnlyList<CurvePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var baselines = points.Select(point => point.Curve).Where(IsBaseline).Distinct().ToArray();
        return
        [
            .. new[]
            {
                Chart("Champions against fixed opponents", "score, 95 % interval", points, baselines, isScore: true),
                Chart("Candidates against the champion", "score, 95 % interval", points, [CurvePoint.Against + Opponents.Champion], isScore: true),
                Chart("Policy loss on held-out rows", "nats", points, [CurvePoint.PolicyLoss, CurvePoint.PolicyEntropy], isScore: false),
                Chart("Value loss on held-out rows", "nats", points, [CurvePoint.ValueLoss], isScore: false),
                Chart("Length of games", "plies", points, [CurvePoint.Plies], isScore: false),
            }.OfType<PlotModel>().Select(Svg),
        ];
    }

    /// <summary>The element alone, with names of its own: several stand in one document.</summary>
    private static string Svg(PlotModel model, int index)
    {
        var text = new SvgExporter { Width = Width, Height = Height }.ExportToString(model);
        return text[text.IndexOf("<svg", StringComparison.Ordinal)..].Trim()
            .Replace("clipPath", string.Create(CultureInfo.InvariantCulture, $"clip{index}-"), StringComparison.Ordinal)
            .Replace(string.Create(CultureInfo.InvariantCulture, $"<clip{index}- "), "<clipPath ", StringComparison.Ordinal)
            .Replace(string.Create(CultureInfo.InvariantCulture, $"</clip{index}->"), "</clipPath>", StringComparison.Ordinal);
    }

    /// <summary>Several charts as one file, one below the other.</summary>
    public static string Stack(IReadOnlyList<string> charts)
    {
        ArgumentNullException.ThrowIfNull(charts);
        var svg = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height * charts.Count}\">\n"));
        for (var index = 0; index < charts.Count; index++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate(0,{index * Height})\">{charts[index]}</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static bool IsBaseline(string curve) =>
        curve.StartsWith(CurvePoint.Against, StringComparison.Ordinal) && Baseline.IsKnown(curve[CurvePoint.Against.Length..]);

    private static PlotModel? Chart(string title, string unit, IReadOnlyList<CurvePoint> points, IReadOnlyList<string> curves, bool isScore)
    {
        // Texts are measured a quarter too small here: the room for them is set apart.
        var model = new PlotModel { Padding = new OxyThickness(16, 8, 44, 8), Title = title, TitleFontSize = 14, DefaultFont = "Arial", Background = OxyColors.White, IsLegendVisible = true };
        model.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.RightTop, LegendLineSpacing = 6 });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "minutes", Minimum = 0, MaximumPadding = 0.04, MajorGridlineStyle = LineStyle.Dot });
        model.Axes.Add(isScore
            ? new LinearAxis { Position = AxisPosition.Left, AxisTitleDistance = 14, Title = unit, Minimum = -0.03, Maximum = 1.03, MajorStep = 0.25, MajorGridlineStyle = LineStyle.Dot }
            : new LinearAxis { Position = AxisPosition.Left, AxisTitleDistance = 14, Title = unit, MinimumPadding = 0.08, MaximumPadding = 0.08, MajorGridlineStyle = LineStyle.Dot });
        var palette = OxyPalettes.HueDistinct(Math.Max(2, curves.Count + 1)).Colors;
        for (var index = 0; index < curves.Count; index++)
        {
            Add(model, [.. points.Where(point => point.Curve == curves[index])], OxyColor.FromAColor(230, palette[index]));
        }

        return model.Series.Count == 0 ? null : model;
    }

    /// <summary>The name in the legend, which is as wide as it is measured.</summary>
    private static string Name(string curve)
    {
        var name = curve.Replace(CurvePoint.Against, string.Empty, StringComparison.Ordinal);
        return name.PadRight(name.Length * 3 / 2 + 1, '\u00A0');
    }

    /// <summary>A line with a filled mark where the network became champion, and an interval where there is one.</summary>
    private static void Add(PlotModel model, IReadOnlyList<CurvePoint> points, OxyColor colour)
    {
        if (points.Count == 0)
        {
            return;
        }

        var line = new LineSeries { Title = Name(points[0].Curve), Color = colour, StrokeThickness = 1.5 };
        line.Points.AddRange(points.Select(point => new DataPoint(point.Minutes, point.Value)));
        model.Series.Add(line);
        foreach (var (champions, fill) in new[] { (true, colour), (false, OxyColors.White) })
        {
            var marks = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerFill = fill, MarkerStroke = colour, MarkerStrokeThickness = 1.5, MarkerSize = 4 };
            marks.Points.AddRange(points.Where(point => point.Champion == champions).Select(point => new ScatterPoint(point.Minutes, point.Value)));
            model.Series.Add(marks);
        }

        foreach (var point in points.Where(point => point.Low is not null && point.High is not null))
        {
            var interval = new LineSeries { Color = colour, StrokeThickness = 1 };
            interval.Points.AddRange([new DataPoint(point.Minutes, point.Low!.Value), new DataPoint(point.Minutes, point.High!.Value)]);
            model.Series.Add(interval);
        }
    }
}
