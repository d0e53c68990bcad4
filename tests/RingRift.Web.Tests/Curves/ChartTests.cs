using System.Xml.Linq;
using RingRift.Web.Api;
using RingRift.Web.Curves;
using RingRift.Web.Tests.Runs;

namespace RingRift.Web.Tests.Curves;

public sealed class ChartTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Should_draw_each_network_with_its_interval_and_fill_those_that_became_champion()
    {
        var charts = Chart.Of(CurvePoint.Of(VerdictTests.RunOf() with { Iterations = [Network(1, "rejected", 3), Network(2, "promoted", 8), Open(3)] }));
        Assert.Equal(["scores", "elo", "champion", "policy-loss", "value-loss", "length"], charts.Select(chart => chart.Name));
        var svg = XElement.Parse(ChartSvg.Draw(charts[1]));
        var (marks, lines) = (Named(svg, "circle"), Named(svg, "polyline"));
        Assert.Equal(2, marks.Count);
        Assert.Equal([true, false], marks.Select(mark => mark.Attribute("fill")!.Value == "none"));
        Assert.True(double.Parse(marks[0].Attribute("cx")!.Value) < double.Parse(marks[1].Attribute("cx")!.Value));
        Assert.Single(lines);
        Assert.Contains("Elo against random", svg.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_write_every_point_as_csv()
    {
        var points = CurvePoint.Of(VerdictTests.RunOf() with { Iterations = [Network(2, "promoted", 8)] });
        var lines = CurvePoint.ToCsv(points).Split('\n');
        Assert.Equal(CurvePoint.CsvHead, lines[0]);
        Assert.Contains("policy loss,8,2,yes,2.5,,", lines);
        Assert.Contains("score against random,8,2,yes,0.75,0.6,0.9", lines);
        Assert.Contains("Elo against random,8,2,yes,190,70,", lines);
        Assert.Equal(points.Count + 2, lines.Length);
    }

    [Fact]
    public void When_an_opponent_has_a_name_that_is_markup_should_draw_it_as_text()
    {
        var point = new CurvePoint("score <script>", 1, 1, false, 0.5);
        var svg = ChartSvg.Draw(new Chart("scores", "a & b", "score", [point]));
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.Contains("score <script>", XElement.Parse(svg).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 6)]
    [InlineData(2.31, 2.31, 2)]
    [InlineData(-120, 260, 6)]
    public void Should_mark_an_axis_with_round_numbers_around_all_values(double least, double most, int marks)
    {
        var scale = new Scale(least, most, 0, 100);
        Assert.Equal(marks, scale.Marks.Count);
        Assert.True(scale.Marks[0] <= least && scale.Marks[^1] >= most);
        Assert.Equal((0.0, 100.0), (scale.PlaceOf(scale.Marks[0]), Math.Round(scale.PlaceOf(scale.Marks[^1]), 6)));
    }

    private static IterationAnswer Network(int iteration, string outcome, int minutes) => new(
        iteration, "finished", "nothing", Start,
        [new ScoreAnswer("random", 12, 0.75, 0.6, 0.9, Elo: 190, EloLow: 70), new ScoreAnswer("champion", 12, 0.5, 0.4, 0.6, "m", 0, -70, 70)],
        [new EventAnswer(Start.AddMinutes(minutes), "trainingCompleted", "done")], 10, 60, 1.5,
        new IterationTrainingAnswer(300, "w", 2.5, 0.6), outcome, "why");

    private static IterationAnswer Open(int iteration) => new(iteration, "selfplay", "games", Start, [], []);

    private static List<XElement> Named(XElement svg, string name) => [.. svg.Descendants().Where(element => element.Name.LocalName == name)];
}
