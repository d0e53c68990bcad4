using System.Globalization;
using RingRift.Web.Api;

namespace RingRift.Web.Curves;

/// <summary>A figure of a network at the time when its training ended.</summary>
/// <param name="Curve">Name of the figure.</param>
/// <param name="Minutes">Time since the first iteration of the run that is known began, in minutes.</param>
/// <param name="Iteration">Iteration that made the network.</param>
/// <param name="Champion">Whether it became champion.</param>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end of its 95 % interval; null where it has none.</param>
/// <param name="High">Upper end of its 95 % interval; null where it has none.</param>
public sealed record CurvePoint(
    string Curve, double Minutes, int Iteration, bool Champion, double Value, double? Low = null, double? High = null)
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

    /// <summary>Begins the names of rating differences, which the name of the opponent follows.</summary>
    public const string Elo = "Elo against ";

    /// <summary>First line of a table of points.</summary>
    public const string CsvHead = "curve,minutes,iteration,champion,value,low,high";

    /// <summary>All points of a run, by time.</summary>
    public static IReadOnlyList<CurvePoint> Of(RunAnswer run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var start = run.Iterations.Select(iteration => iteration.StartedAt).DefaultIfEmpty(run.Time).Min();
        return
        [
            .. run.Iterations.Where(iteration => iteration.Training?.PolicyLoss is not null)
                .SelectMany(iteration => Of(iteration, (TrainedAt(iteration) - start).TotalMinutes))
                .OrderBy(point => point.Minutes),
        ];
    }

    /// <summary>Points as a table with a head, values parted by commas.</summary>
    public static string ToCsv(IEnumerable<CurvePoint> points) => string.Join('\n', points.Select(point => point.ToCsv()).Prepend(CsvHead)) + '\n';

    private static IEnumerable<CurvePoint> Of(IterationAnswer iteration, double minutes)
    {
        var champion = iteration.Outcome == "promoted";
        (string Curve, double? Value, double? Low, double? High)[] figures =
        [
            (PolicyLoss, iteration.Training!.PolicyLoss, null, null),
            (ValueLoss, iteration.Training.ValueLoss, null, null),
            (PolicyEntropy, iteration.PolicyEntropy, null, null),
            (Plies, iteration.MeanPlies, null, null),
            .. iteration.Scores.Select(score => (Against + score.Opponent, (double?)score.Score, (double?)score.Low, (double?)score.High)),
            .. iteration.Scores.Select(score => (Elo + score.Opponent, score.Elo, score.EloLow, score.EloHigh)),
        ];
        return figures.Where(figure => figure.Value is not null).Select(figure =>
            new CurvePoint(figure.Curve, minutes, iteration.Iteration, champion, figure.Value!.Value, figure.Low, figure.High));
    }

    private static DateTimeOffset TrainedAt(IterationAnswer iteration) => iteration.Timeline
        .Where(happened => happened.Type == "trainingCompleted").Select(happened => happened.Time).DefaultIfEmpty(iteration.StartedAt).Last();

    private string ToCsv() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Curve},{Minutes:0.###},{Iteration},{(Champion ? "yes" : "no")},{Value:0.####},{Low:0.####},{High:0.####}");
}
