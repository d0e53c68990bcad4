namespace RingRift.Web.Curves;

/// <summary>Curves that are drawn together.</summary>
/// <param name="Name">Name of its files.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">Unit of its values.</param>
/// <param name="Points">Its points, by time; at least one.</param>
public sealed record Chart(string Name, string Title, string Unit, IReadOnlyList<CurvePoint> Points)
{
    private const string Champion = "champion";

    /// <summary>Its curves, each with its points.</summary>
    public IEnumerable<IGrouping<string, CurvePoint>> Curves => Points.GroupBy(point => point.Curve);

    /// <summary>The charts of a run; one without points is left out.</summary>
    /// <param name="points">All points of the run, by time.</param>
    public static IReadOnlyList<Chart> Of(IReadOnlyList<CurvePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        Chart[] charts =
        [
            new("scores", "Candidates against fixed opponents", "score, 95 % interval", Opponents(CurvePoint.Against)),
            new("elo", "Candidates against fixed opponents", "Elo, 95 % interval", Opponents(CurvePoint.Elo)),
            new("champion", "Candidates against the champion of then", "Elo, 95 % interval", Named(CurvePoint.Elo + Champion)),
            new("policy-loss", "Policy on held-out rows", "nats", Named(CurvePoint.PolicyLoss, CurvePoint.PolicyEntropy)),
            new("value-loss", "Value on held-out rows", "nats", Named(CurvePoint.ValueLoss)),
            new("length", "Length of games", "plies", Named(CurvePoint.Plies)),
        ];
        return [.. charts.Where(chart => chart.Points.Count > 0)];

        IReadOnlyList<CurvePoint> Named(params string[] curves) => [.. points.Where(point => curves.Contains(point.Curve))];

        IReadOnlyList<CurvePoint> Opponents(string kind) =>
        [
            .. points.Where(point => point.Curve.StartsWith(kind, StringComparison.Ordinal)
                && RingRift.Learning.Players.Baseline.IsKnown(point.Curve[kind.Length..])),
        ];
    }
}
