using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>Reads a pool for people. Reads state only, never decides.</summary>
public sealed class OpponentPoolReader(OpponentPoolStore pools, OpponentRating rating, OpponentSelector selector, IChampionStore champions)
{
    /// <summary>The pool; without opponents before the first promotion.</summary>
    /// <exception cref="UnknownConfigException">The name is none of the twelve configs.</exception>
    public async Task<OpponentPoolStatus> ReadAsync(string config, CancellationToken cancellationToken)
    {
        var known = UnknownConfigException.Require(config);
        var champion = (await champions.GetAsync(known.Name, cancellationToken))?.Champion.Model;
        var pool = await pools.ReadAsync(known.Name, through: 0, cancellationToken);
        var next = pool.Results.Select(result => result.Iteration).DefaultIfEmpty().Max() + 1;
        var rated = rating.Rate(pool, next);
        var drawn = rated.Where(one => one.Member.Model != champion).ToList();
        var chances = drawn.Zip(selector.Chances(drawn)).ToDictionary(pair => pair.First.Member.Model, pair => pair.Second);
        return new OpponentPoolStatus(
            known.Name, next,
            [.. rated.Select(one => Status(one, one.Member.Model == champion, chances.GetValueOrDefault(one.Member.Model)))]);
    }

    private static PoolOpponentStatus Status(RatedOpponent one, bool champion, double chance) => new(
        Opponents.PastOf(one.Member.Model), one.Member.Model.Sha256, one.Member.Iteration, champion, one.Games, one.WinRate, one.Priority,
        chance);
}

/// <summary>The opponent pool of a config as people see it; also the HTTP answer, as JSON.</summary>
/// <param name="Config">Config name.</param>
/// <param name="Iteration">Iteration the figures are for: the one after the newest that was evaluated.</param>
/// <param name="Opponents">Past champions, oldest first; the champion too.</param>
public sealed record OpponentPoolStatus(string Config, int Iteration, IReadOnlyList<PoolOpponentStatus> Opponents);

/// <summary>One opponent of a pool as people see it.</summary>
/// <param name="Name">Name in evaluations.</param>
/// <param name="Model">Model id: SHA-256 of the ONNX file.</param>
/// <param name="Iteration">Iteration that made it; 0 where not known.</param>
/// <param name="Champion">Whether it is champion: then candidates meet it anyway and it is not drawn.</param>
/// <param name="Games">Games of candidates against it.</param>
/// <param name="WinRate">Win rate of candidates against it, 0 to 1.</param>
/// <param name="Priority">Weight it is drawn with.</param>
/// <param name="Chance">Probability of being drawn, 0 to 1; 0 for the champion.</param>
public sealed record PoolOpponentStatus(
    string Name, string Model, int Iteration, bool Champion, int Games, double WinRate, double Priority, double Chance);
