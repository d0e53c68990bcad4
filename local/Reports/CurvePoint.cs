using System.Globalization;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Reports;

/// <summary>A figure of a network at the time when its training ended.</summary>
/// <param name="Curve">Name of the figure.</param>
/// <param name="Minutes">Time since the first iteration of the run that is known began, in minutes.</param>
/// <param name="Iteration">Iteration that made the network.</param>
/// <param name="Champion">Whether it became champion.</param>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end of its 95 % interval; null where it has none.</param>
/// <param name="High">Upper end of its 95 % interval; null where it has none.</param>
internal sealed record CurvePoint(string Curve, double Minutes, int Iteration, bool Champion, double Value, double? Low = null, double? High = null)
{
    /// <summary>Cross-entropy of the policy on held-out rows, nats.</summary>
    public const string PolicyLoss = "policy loss";

    /// <summary>Cross-entropy of the value on held-out rows, nats.</summary>
    public const string ValueLoss = "value loss";

    /// <summary>Mean entropy of the policy targets, nats.</summary>
    public const string PolicyEntropy = "policy entropy";

    /// <summary>Mean plies of a game.</summary>
    public const string Plies = "plies";

    /// <summary>Begins the names of scores, which the name of the opponent follows.</summary>
    public const string Against = "score against ";

    /// <summary>First line of <see cref="ToCsv"/>.</summary>
    public const string CsvHead = "curve,minutes,iteration,champion,value,low,high";

    /// <summary>All points of a run, by time.</summary>
    public static IReadOnlyList<CurvePoint> Of(RunStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var start = status.Iterations.Count == 0 ? status.Time : status.Iterations.Min(iteration => iteration.StartedAt);
        return
        [
            .. status.Iterations
                .Where(iteration => iteration.Training?.PolicyLoss is not null)
                .SelectMany(iteration => Of(iteration, (TrainedAt(iteration) - start).TotalMinutes))
                .OrderBy(point => point.Minutes),
        ];
    }

    /// <summary>A line of the table.</summary>
    public string ToCsv() => string.Create(
        CultureInfo.InvariantCulture, $"{Curve},{Minutes:0.###},{Iteration},{(Champion ? "yes" : "no")},{Value:0.####},{Low:0.####},{High:0.####}");

    private static IEnumerable<CurvePoint> Of(IterationStatus iteration, double minutes)
    {
        var champion = iteration.Outcome == IterationOutcome.Promoted;
        (string Curve, double? Value)[] figures =
        [
            (PolicyLoss, iteration.Training!.PolicyLoss), (ValueLoss, iteration.Training.ValueLoss), (PolicyEntropy, iteration.PolicyEntropy),
            (Plies, iteration.MeanPlies),
        ];
        return figures.Where(figure => figure.Value is not null)
            .Select(figure => new CurvePoint(figure.Curve, minutes, iteration.Iteration, champion, figure.Value!.Value))
            .Concat(iteration.Scores.Select(score => new CurvePoint(
                Against + score.Opponent, minutes, iteration.Iteration, champion, score.Score, score.Low, score.High)));
    }

    private static DateTimeOffset TrainedAt(IterationStatus iteration) => iteration.Timeline
        .Where(entry => entry.Type == DataEventType.TrainingCompleted).Select(entry => entry.Time).DefaultIfEmpty(iteration.StartedAt).Last();
}
