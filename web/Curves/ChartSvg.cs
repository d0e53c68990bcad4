using System.Globalization;
using System.Net;
using System.Text;

namespace RingRift.Web.Curves;

/// <summary>
/// Draws a chart as an SVG element that stands by itself: the page shows it, and the same text is what is downloaded. Texts and axes have the
/// colour of what is around them. Attributes alone, since the page allows no styles in it.
/// </summary>
public static class ChartSvg
{
    private const int Width = 640;
    private const int Left = 60;
    private const int Right = 16;
    private const int Top = 40;
    private const int PlotHeight = 220;
    private const int Line = 18;
    private const int Bottom = Top + PlotHeight;

    private static readonly string[] Colours = ["#3f7ae0", "#d9541f", "#1a9067", "#9450e6", "#a8790a", "#c33d7e"];

    /// <summary>The element.</summary>
    public static string Draw(Chart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var minutes = new Scale(0, chart.Points.Max(point => point.Minutes), Left, Width - Right);
        var values = new Scale(
            chart.Points.Min(point => Math.Min(point.Value, point.Low ?? point.Value)),
            chart.Points.Max(point => Math.Max(point.Value, point.High ?? point.Value)),
            Bottom,
            Top);
        var curves = chart.Curves.ToList();
        var height = Bottom + 40 + (Line * curves.Count);
        var svg = new StringBuilder(Say(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\">"));
        svg.Append(Say($"<title>{Text(chart.Title)}: {Text(chart.Unit)}</title>"));
        svg.Append(Say($"<text x=\"{Left}\" y=\"16\" font-size=\"14\" font-weight=\"600\">{Text(chart.Title)}</text><text x=\"{Left}\" y=\"32\">{Text(chart.Unit)}</text>"));
        DrawAxes(svg, minutes, values);
        for (var index = 0; index < curves.Count; index++)
        {
            DrawCurve(svg, [.. curves[index]], Colours[index % Colours.Length], minutes, values);
            DrawName(svg, curves[index].Key, Colours[index % Colours.Length], Bottom + 44 + (Line * index));
        }

        return svg.Append("</svg>").ToString();
    }

    private static void DrawAxes(StringBuilder svg, Scale minutes, Scale values)
    {
        foreach (var mark in values.Marks)
        {
            var y = values.PlaceOf(mark);
            svg.Append(Say($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"currentColor\" stroke-opacity=\".2\"/>"));
            svg.Append(Say($"<text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{mark:0.###}</text>"));
        }

        foreach (var mark in minutes.Marks)
        {
            svg.Append(Say($"<text x=\"{minutes.PlaceOf(mark):0.#}\" y=\"{Bottom + 16}\" text-anchor=\"middle\">{mark:0.###}</text>"));
        }

        svg.Append(Say($"<text x=\"{Width - Right}\" y=\"{Bottom + 30}\" text-anchor=\"end\">minutes</text>"));
    }

    /// <summary>A line, its intervals, and a mark for each network: filled where it became champion.</summary>
    private static void DrawCurve(StringBuilder svg, IReadOnlyList<CurvePoint> points, string colour, Scale minutes, Scale values)
    {
        var line = string.Join(' ', points.Select(point => Say($"{minutes.PlaceOf(point.Minutes):0.#},{values.PlaceOf(point.Value):0.#}")));
        svg.Append(Say($"<polyline points=\"{line}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>"));
        foreach (var point in points)
        {
            var (x, y) = (minutes.PlaceOf(point.Minutes), values.PlaceOf(point.Value));
            if (point is { Low: { } low, High: { } high })
            {
                svg.Append(Say($"<line x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{values.PlaceOf(low):0.#}\" y2=\"{values.PlaceOf(high):0.#}\" stroke=\"{colour}\" stroke-opacity=\".5\"/>"));
            }

            svg.Append(Say($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3.5\" stroke=\"{colour}\" fill=\"{(point.Champion ? colour : "none")}\"/>"));
        }
    }

    private static void DrawName(StringBuilder svg, string name, string colour, int y) => svg.Append(Say(
        $"<line x1=\"{Left}\" x2=\"{Left + 18}\" y1=\"{y - 4}\" y2=\"{y - 4}\" stroke=\"{colour}\" stroke-width=\"2\"/><text x=\"{Left + 24}\" y=\"{y}\">{Text(name)}</text>"));

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
