using RingRift.Eventing.Artifacts;
using RingRift.Learning.Players;
using RingRift.Learning.Ratings;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Champions.Ratings;

/// <summary>
/// Rates networks and fixed opponents of a config by all results that its opponent pool keeps, whose only writer is the pool's aggregate.
/// Nothing is stored: the same results have the same ratings (ADR 0040).
/// </summary>
public sealed class RatingReader(OpponentPoolStore pools, IChampionStore champions)
{
    /// <summary>The ratings, strongest first; none before the first evaluation.</summary>
    /// <exception cref="UnknownConfigException">The name is none of the twelve configs.</exception>
    public async Task<RatingList> ReadAsync(string config, CancellationToken cancellationToken)
    {
        var known = UnknownConfigException.Require(config);
        var champion = (await champions.GetAsync(known.Name, cancellationToken))?.Champion.Model;
        var pool = await pools.ReadAsync(known.Name, through: 0, cancellationToken);
        return Rate(pool, known.Players, champion);
    }

    private static RatingList Rate(OpponentPoolState pool, int players, ArtifactRef? champion)
    {
        var matches = pool.Results
            .Select(result => new RatedMatch(result.Player, result.Opponent, new ScoreInterval(result.Score, result.Low, result.High))).ToList();
        var fit = BradleyTerry.Fit(matches, new Dictionary<string, double> { [Baseline.Random] = 0 }, players);
        var iterations = pool.Members.Select(member => (Model: member.Model.Sha256, member.Iteration))
            .Concat(pool.Results.Select(result => (Model: result.Player, result.Iteration)))
            .GroupBy(one => one.Model, one => one.Iteration, StringComparer.Ordinal)
            .ToDictionary(one => one.Key, one => one.Max(), StringComparer.Ordinal);
        return new RatingList(
            pool.Config,
            [
                .. fit.Where(_ => matches.Count > 0).OrderByDescending(one => one.Value.Elo).ThenBy(one => one.Key, StringComparer.Ordinal)
                    .Select(one => Rated(one.Key, one.Value, pool, iterations, champion)),
            ]);
    }

    private static RatedPlayer Rated(
        string name, EloInterval elo, OpponentPoolState pool, Dictionary<string, int> iterations, ArtifactRef? champion)
    {
        PoolResult[] scored = [.. pool.Results.Where(result => result.Player == name)];
        return new RatedPlayer(
            name,
            name == champion?.Sha256,
            elo.Elo,
            elo.Low,
            elo.High,
            scored.Concat(pool.Results.Where(result => result.Opponent == name)).Sum(result => result.Games),
            [
                .. scored.Where(result => Baseline.IsKnown(result.Opponent))
                    .Select(result => new FixedScore(result.Opponent, result.Games, result.Score, result.Low, result.High)),
            ])
        {
            Iteration = Baseline.IsKnown(name) ? null : iterations.GetValueOrDefault(name),
        };
    }
}

/// <summary>The ratings of a config; also the HTTP answer, as JSON.</summary>
/// <param name="Config">Config name.</param>
/// <param name="Players">Networks and fixed opponents, strongest first.</param>
public sealed record RatingList(string Config, IReadOnlyList<RatedPlayer> Players);

/// <summary>A network or a fixed opponent with its rating. <c>random</c> has 0 by definition.</summary>
/// <param name="Player">Model id: SHA-256 of the ONNX file; or the name of a fixed opponent.</param>
/// <param name="Champion">Whether it is champion now.</param>
/// <param name="Elo">Maximum likelihood over all results, in Elo.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
/// <param name="Games">Games it played, on either side.</param>
/// <param name="Against">What it scored against each fixed opponent.</param>
public sealed record RatedPlayer(
    string Player, bool Champion, double Elo, double Low, double High, int Games, IReadOnlyList<FixedScore> Against)
{
    /// <summary>Iteration that made the network, 0 where not known; null for a fixed opponent.</summary>
    public int? Iteration { get; init; }
}

/// <summary>A score against a fixed opponent.</summary>
/// <param name="Opponent">Name of the fixed opponent.</param>
/// <param name="Games">Games.</param>
/// <param name="Score">Mean score over pairs, 0 to 1.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
public sealed record FixedScore(string Opponent, int Games, double Score, double Low, double High);
