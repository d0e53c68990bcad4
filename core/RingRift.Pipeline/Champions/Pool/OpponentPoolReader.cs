using RingRift.Game;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>Reads a pool for people. Reads state only, never decides.</summary>
public sealed class OpponentPoolReader(OpponentPoolStore pools, OpponentRating rating, OpponentSelector selector, IChampionStore champions)
{
    /// <summary>The pool; without opponents before the first promotion.</summary>
    /// <exception cref="UnknownConfigException">The name is none of the twelve configs.</exception>
    public async Task<OpponentPoolStatus> ReadAsync(string config, CancellationToken cancellationToken)
    {
        if (!GameConfig.TryParse(config, out var known))
        {
            throw new UnknownConfigException(config);
        }

        var champion = (await champions.GetAsync(known.Name, cancellationToken))?.Champion.Model;
        var pool = await pools.ReadAsync(known.Name, through: 0, cancellationToken);
        var next = pool.Results.Select(result => result.Iteration).DefaultIfEmpty().Max() + 1;
        var rated = rating.Rate(pool, next);
        var drawn = rated.Where(one => one.Member.Model != champion).ToList();
        var chances = drawn.Zip(selector.Chances(drawn)).ToDictionary(pair => pair.First.Member.Model, pair => pair.Second);
        return new OpponentPoolStatus(
            known.Name, next, [.. rated.Select(one => Status(one, one.Member.Model == champion, chances.GetValueOrDefault(one.Member.Model)))]);
    }

    private static PoolOpponentStatus Status(RatedOpponent one, bool champion, double chance) => new(
        Opponents.PastOf(one.Member.Model), one.Member.Model.Sha256, one.Member.Iteration, champion, one.Games, one.WinRate, one.Priority, chance);
}
