namespace RingRift.Lab.Tests;

public sealed class ComparisonTests
{
    private static readonly Comparison Two = new(
        [
            Point("a", 1, 10, 0.2), Point("a", 1, 20, 0.5), Point("a", 2, 20, 0.6), Point("b", 1, 20, 0.7), Point("b", 2, 20, 0.6),
        ],
        ["a", "b"]);

    [Fact]
    public void Should_compare_the_ends_of_runs_by_seed()
    {
        var lines = Two.Table().Split('\n');
        Assert.Contains("| a | 100 | 2.0 | `heuristic` | 50 %, 60 % | 55.0 % | – |", lines);

        // Differences of 20 and 0 points: their mean is 10, its standard error 10.
        Assert.Contains("| b | 100 | 2.0 | `heuristic` | 70 %, 60 % | 65.0 % | +10.0 (±19.6) points |", lines);
    }

    [Fact]
    public void Should_draw_a_curve_for_each_recipe()
    {
        var svg = Two.Curves("heuristic");
        Assert.Contains("Score against heuristic", svg, StringComparison.Ordinal);
        Assert.Contains(">a<", svg, StringComparison.Ordinal);
        Assert.Contains(">b<", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void When_written_as_csv_and_read_should_be_the_same()
    {
        var point = Point("a", 3, 12.5, 0.25);
        Assert.Equal(point, LabPoint.OfCsv(point.ToCsv()));
        Assert.Equal(LabPoint.CsvHead.Split(',').Length, point.ToCsv().Split(',').Length);
    }

    private static LabPoint Point(string recipe, ulong seed, double seconds, double score) =>
        new(recipe, seed, seconds, 100, 2000, 2, "heuristic", 50, score, score - 0.1, score + 0.1, 2.5, 0.5);
}
