using RingRift.Eventing.Artifacts;
using RingRift.Game;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Champions.Pool;

namespace RingRift.Pipeline.Champions.Regression;

/// <summary>
/// Compares a champion with those before it by what the gate did not look at: opponents that both have met, which are fixed baselines, past
/// champions and later candidates. The games between the two are left out, because the champion was promoted for having won them.
/// </summary>
public sealed class RegressionJudge(RegressionOptions options)
{
    /// <summary>The comparison with the largest certain drop; null where no earlier champion has met an opponent of this one.</summary>
    /// <param name="config">Config name.</param>
    /// <param name="champion">The champion.</param>
    /// <param name="earlier">The champions before it on its line, newest first.</param>
    /// <param name="results">Results of evaluations.</param>
    public RegressionFinding? Judge(
        string config, ArtifactRef champion, IEnumerable<ArtifactRef> earlier, IReadOnlyList<PoolResult> results)
    {
        var players = GameConfig.Parse(config).Players;
        var own = Measured(champion, results, players);
        var compared = earlier.Where(model => model != champion).Distinct().Take(options.Lookback)
            .Select(model => (Model: model, Differences: Differences(champion, own, model, Measured(model, results, players))))
            .Where(pair => pair.Differences.Count > 0)
            .ToList();
        if (compared.Count == 0)
        {
            return null;
        }

        // Looking at several and taking the worst finds something by chance more often: the error allowed is shared among them
        // (Bonferroni).
        var z = NormalQuantile.Of(1 - ((1 - options.Confidence) / compared.Count));
        return compared.Select(pair => Finding(pair.Model, pair.Differences, z)).MaxBy(finding => finding.Drop.Low);
    }

    private static RegressionFinding Finding(ArtifactRef baseline, List<Measurement> differences, double z) => new(
        baseline,
        EloMeasurement.Combine([.. differences.Select(one => one.Elo)]).Interval(z),
        differences.Count,
        differences.Max(one => one.Iteration));

    /// <summary>How much more than the champion the other one scores against each opponent of both.</summary>
    private static List<Measurement> Differences(
        ArtifactRef champion, Dictionary<string, Measurement> own, ArtifactRef other, Dictionary<string, Measurement> others) =>
        [
            .. others.Where(pair => pair.Key != champion.Sha256 && pair.Key != other.Sha256 && own.ContainsKey(pair.Key))
                .Select(
                    pair => new Measurement(
                        pair.Value.Elo.Minus(own[pair.Key].Elo), Math.Max(pair.Value.Iteration, own[pair.Key].Iteration))),
        ];

    /// <summary>How much stronger a network is than each opponent it met, as candidate or as opponent of one.</summary>
    private static Dictionary<string, Measurement> Measured(ArtifactRef model, IReadOnlyList<PoolResult> results, int players) => results
        .Where(result => result.Player == model.Sha256 || result.Opponent == model.Sha256)
        .Select(
            result => (
                Result: result, Elo: EloMeasurement.Of(Elo.OfInterval(new ScoreInterval(result.Score, result.Low, result.High), players))))
        .Where(pair => pair.Elo is not null)
        .Select(pair => pair.Result.Player == model.Sha256
            ? (Opponent: pair.Result.Opponent, Measurement: new Measurement(pair.Elo!.Value, pair.Result.Iteration))
            : (Opponent: pair.Result.Player, Measurement: new Measurement(pair.Elo!.Value.Reversed(), pair.Result.Iteration)))
        .GroupBy(pair => pair.Opponent, pair => pair.Measurement, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => new Measurement(EloMeasurement.Combine([.. group.Select(one => one.Elo)]), group.Max(one => one.Iteration)),
            StringComparer.Ordinal);

    private readonly record struct Measurement(EloMeasurement Elo, int Iteration);
}

/// <summary>How a champion compares with an earlier one, by the opponents both have met.</summary>
/// <param name="Baseline">The earlier champion.</param>
/// <param name="Drop">How much weaker the champion is, with the interval asked for, in Elo; negative when it is stronger.</param>
/// <param name="Opponents">Opponents both have met.</param>
/// <param name="Evidence">Newest iteration whose games the comparison rests on.</param>
public sealed record RegressionFinding(ArtifactRef Baseline, EloInterval Drop, int Opponents, int Evidence);
